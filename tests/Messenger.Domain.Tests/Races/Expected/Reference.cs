using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Races.Expected;

/// <summary>
/// The small reference model: what customers, agents and administrators may expect, kept without a line of the rules. It is told
/// every decision that holds, in the order in which the journals took them, says what must have come of it, and at rest what
/// every desk, transcript and phone must show.
/// </summary>
internal sealed partial class Reference
{
    private readonly SortedDictionary<string, Customer> _customers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Person> _people = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Service> _services = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Screen> _screens = [];

    /// <summary>The very commands that were decided by an activation that was not behind.</summary>
    private readonly HashSet<object> _judged = new(ReferenceEqualityComparer.Instance);

    /// <summary>Written when a failing world is told.</summary>
    public Action<string>? Tell { get; set; }

    public void Of(Decided<ConversationState, ConversationCommand, ConversationFact> d)
    {
        Tell?.Invoke($"  conversation {d.Key}: {d.Command} => {d.Answer} {string.Join("; ", d.Facts)}");
        CustomerOf(d.Key).Of(d);
        d.Changes.SelectMany(c => c.Seen).ToList().ForEach(ScreenOf(d.Key).Show);
    }

    public void Of(Decided<AgentState, AgentCommand, AgentFact> d)
    {
        Tell?.Invoke($"  agent {d.Key}: {d.Command} => {d.Answer} {string.Join("; ", d.Facts)}");
        _judged.Add(d.Command);
        PersonOf(d.Key).Of(d);
        d.Changes.SelectMany(c => c.Seen).ToList().ForEach(ScreenOf(d.Key).Show);
    }

    public void Of(Decided<CampaignState, CampaignCommand, CampaignFact> d)
    {
        Tell?.Invoke($"  campaign {d.Key}: {d.Command} => {d.Answer} {string.Join("; ", d.Facts)}");
        ServiceOf(d.Key).Of(d);
    }

    /// <summary>Somebody outside got an answer, perhaps of an activation that is behind: what it says is done must be done.</summary>
    public void Promised(object command, Answer answer)
    {
        if (answer is not Answer.Ok)
        {
            return;
        }

        var kept = command switch
        {
            ConversationCommand.Receive { Event: Inbound.CustomerMessage m } => _customers.Values.Any(c => c.Knows(m.Mid)),
            ConversationCommand.SendText c => _customers.Values.Any(x => x.TookOn(c.ClientMessageId)),
            ConversationCommand.SendFile c => _customers.Values.Any(x => x.TookOn(c.ClientMessageId)),
            ConversationCommand.Close c => EpisodeOf(c.InteractionId).Over,
            // An agent who is told that he is away, or back, believes it.
            AgentCommand and not (AgentCommand.Register or AgentCommand.Decline or AgentCommand.Accept or AgentCommand.EndWrapUp) => _judged.Contains(command),
            _ => true,
        };
        Assert.True(kept, $"{command} was answered as done and is not.");
    }

    /// <summary>What one grain was told by another, perhaps by an activation that is behind: whatever it never asks again must be true.</summary>
    /// <param name="to">The stream that was asked.</param>
    public void Told(string to, object command, Answer answer)
    {
        var right = (command, answer) switch
        {
            (AgentCommand.Reserve c, Answer.NotGranted) => !PersonOf(KeyOf(to)).Granted(c.Lease),
            (AgentCommand.SlotEnded c, Answer.Ok) => PersonOf(KeyOf(to)).Slots.GetValueOrDefault(c.Lease) is { Phase: Slot.None or Slot.WrapUp },
            (ConversationCommand.Take c, Answer.Gone) => !CustomerOf(KeyOf(to)).IsOwnedBy(c.Lease),
            (ConversationCommand.PlaceChanged c, Answer.Ok) => CustomerOf(KeyOf(to)).HasHeard(c),
            (ConversationCommand.Return c, Answer.Ok) => !CustomerOf(KeyOf(to)).IsOwnedBy(c.Lease),
            (CampaignCommand.Outcome c, Answer.Ok) => !ServiceOf(KeyOf(to)).Offers(c.Lease),
            (CampaignCommand.WindowMoved c, Answer.Ok) => !ServiceOf(KeyOf(to)).Overlooks(c),
            (CampaignCommand.Remove c, Answer.Ok) => !ServiceOf(KeyOf(to)).Knows(c.InteractionId, c.Epoch),
            _ => true,
        };
        Assert.True(right, $"{to} answered {command} with {answer}, and that is not so.");
    }

    /// <inheritdoc cref="Episode.IsForgotten"/>
    public bool IsForgotten(string episode) => EpisodeOf(episode).IsForgotten;

    private static string KeyOf(string stream) => stream[(stream.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private Customer CustomerOf(string key) => Known(_customers, key, () => new Customer(key, PersonOf, ServiceOf));

    private Person PersonOf(string id) => Known(_people, id, () => new Person());

    private Service ServiceOf(string id) => Known(_services, id, () => new Service(id, EpisodeOf));

    private Screen ScreenOf(string key) => Known(_screens, key, () => new Screen());

    private Episode EpisodeOf(string id) => CustomerOf(Names.ConversationOf(id)!).Find(id) ?? throw new InvalidOperationException($"Nobody opened {id}.");

    private static T Known<T>(IDictionary<string, T> all, string key, Func<T> create)
    {
        if (!all.TryGetValue(key, out var known))
        {
            all[key] = known = create();
        }

        return known;
    }
}
