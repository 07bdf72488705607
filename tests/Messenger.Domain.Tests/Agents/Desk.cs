using Messenger.Domain.Agents;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Agents;

/// <summary>Agents to begin a test with, and the commands other grains send them.</summary>
internal static class Desk
{
    public const string Campaign = "c1";
    public static readonly BreakKind Coffee = new("coffee", "Coffee", "coffee");
    public static readonly BreakKind Lunch = new("lunch", "Lunch", "restaurant");

    public static AgentStory New() => new("a1");

    /// <summary>Signed in, connected, a member of one campaign.</summary>
    public static AgentStory Ready(int limit = 3, int grace = 60) => New().Do(
        new AgentCommand.Register("ana", "Ana"), Limit(1, limit, grace: grace), new AgentCommand.Connected("s1")).Heard();

    /// <summary>Each campaign he offers room to takes note of all of it; nobody waits in any.</summary>
    public static AgentStory Heard(this AgentStory story)
    {
        while (story.State.Given is { } given)
        {
            story.Do(new AgentCommand.HintAnswered(given.CampaignId, given.Version, new Answer.Noted(given.Version, given.Free, null, [])));
        }

        return story;
    }

    /// <summary>Ready, and so many chats on the desk, leases 1, 2, ...</summary>
    public static AgentStory Busy(int chats = 1, int limit = 3, int grace = 60)
    {
        var story = Ready(limit, grace);
        for (var n = 1; n <= chats; n++)
        {
            story.Do(Reserve(story, n), Taken(n));
            story.Do(new AgentCommand.OutcomeAcknowledged(L(n)) { HintVersion = story.State.HintFor(Campaign).Version });
        }

        return story.Heard();
    }

    public static Lease L(long number, string campaign = Campaign) => new(campaign, number);

    public static string Chat(long number) => $"1-{number}-1";

    public static AgentCommand.LimitChanged Limit(int version, int limit, bool member = true, int grace = 60, string campaign = Campaign) =>
        new(campaign, version, limit, member, grace);

    public static AgentCommand.Reserve Reserve(AgentStory story, long number, int settings = 1, string campaign = Campaign, int limit = 3) =>
        new(L(number, campaign), Chat(number), 1, $"1:{number}", limit, settings, story.Now + TimeSpan.FromSeconds(10));

    public static AgentCommand.TakeAnswered Taken(long number, string campaign = Campaign) =>
        new(L(number, campaign), new Answer.Taken(new InteractionCard(Chat(number), campaign)));

    public static AgentCommand.TakeAnswered Gone(long number) => new(L(number), new Answer.Gone("ended"));

    public static int Free(this AgentStory story, string campaign = Campaign) => story.State.FreeFor(campaign);

    public static Domain.Hubs.AgentView View(this AgentStory story) => ((Domain.Hubs.AgentSnapshot)AgentRules.Snapshot(story.State, 1, story.Now)).Agent;

    public static void NotGranted(this AgentStory story, string reason)
    {
        Assert.Equal(reason, Assert.IsType<Answer.NotGranted>(story.Answer).Reason);
        Assert.True(story.Asserted || story.Last.Any(), "A refusal makes the campaign write: it must not come from a stale activation.");
        Assert.DoesNotContain(story.Last, f => f is AgentFact.Reserved);
    }
}
