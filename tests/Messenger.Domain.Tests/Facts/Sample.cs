using System.Collections;
using Messenger.Domain.Activations;
using Messenger.Domain.Agents;
using Messenger.Domain.Auditing;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Facts;

/// <summary>
/// Values for any record of the domain, found by reflection, so that a record nobody thought of is tested too. Ids are those of the
/// states in <see cref="States"/>, so that what a fact speaks of is there.
/// </summary>
internal static class Sample
{
    private static readonly Dictionary<string, object> ByName = new(StringComparer.Ordinal)
    {
        ["InteractionId"] = "1-4242-1",
        ["ConversationKey"] = "1:4242",
        ["CampaignId"] = "c1",
        ["AgentId"] = "a1",
        ["ClientMessageId"] = "m1",
        ["Seq"] = 1L,
        ["Epoch"] = 1,
        ["Place"] = QueuePlace.Held,
    };

    public static object Of(Type type) => Make(type, "");

    private static object Make(Type type, string name)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (ByName.TryGetValue(name, out var known) && known.GetType() == type)
        {
            return known;
        }

        return type switch
        {
            _ when type == typeof(string) => "texto ñ 👍🏽",
            _ when type == typeof(int) => 1,
            _ when type == typeof(long) => 1L,
            _ when type == typeof(bool) => true,
            _ when type == typeof(DateTimeOffset) => Day.Start,
            _ when type == typeof(DateOnly) => new DateOnly(2026, 3, 2),
            _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(1.5),
            _ when type == typeof(Answer) => Answer.Done,
            _ when type == typeof(Inbound) => Of(typeof(Inbound.CustomerMessage)),
            { IsEnum: true } => Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!,
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) => ListOf(type.GetGenericArguments()[0]),
            _ => Record(type),
        };
    }

    private static object ListOf(Type item)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        list.Add(Make(item, ""));
        return list;
    }

    private static object Record(Type type)
    {
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
        return constructor.Invoke([.. constructor.GetParameters().Select(p => Make(p.ParameterType, p.Name!))]);
    }
}

/// <summary>A state of each family in which a fact has something to happen to: what comes before it in a life.</summary>
internal static class States
{
    public static object For(Family family, Type? before = null) =>
        Happened(family).TakeWhile(f => f.GetType() != before).Aggregate(family.Initial(), family.Apply);

    private static object[] Happened(Family family) => family.Fact switch
    {
        var f when f == typeof(AgentFact) =>
        [
            new AgentFact.LimitSet("c1", 1, 3, true, 60),
            new AgentFact.Reserved(new Lease("c1", 1), "1-4242-1", 1, "1:4242", 0, 3, 0, 3),
        ],
        var f when f == typeof(CampaignFact) =>
        [
            new CampaignFact.MembersChanged([new Member("a1")]),
            new CampaignFact.Queued("1-4242-1", 1, QueueClass.Normal, Day.Start),
            new CampaignFact.Offered(1, "1-4242-1", 1, "a1", 1, 1, Day.Start),
        ],
        var f when f == typeof(ConversationFact) =>
        [
            new ConversationFact.InteractionOpened("1-4242-1", 1, "c1", "Tienda", "1", "4242"),
            new ConversationFact.MessageQueued(1, "1-4242-1", "m1", new AgentName("a1", "ana", "Ana"), false, "Hola"),
            new ConversationFact.SendStarted("m1", 1, Day.Start),
        ],
        var f when f == typeof(ActivationFact) =>
        [
            new ActivationFact.Started(new ActivationStart("c1", "Tienda", "Tienda", new Editor("u1", "admin", "Admin"), "5a", Day.Start, Day.Start)),
        ],
        _ => [],
    };
}
