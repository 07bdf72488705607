using Messenger.Domain.Conversations;
using Messenger.Domain.Hubs;

namespace Messenger.Domain.Tests.Races.Expected;

/// <summary>Nothing is under way any more: what must be true now.</summary>
internal sealed partial class Reference
{
    /// <param name="phone">What a customer's phone shows, by conversation stream.</param>
    public void AtRest(Func<string, IReadOnlyList<(string Id, string Content)>> phone, DateTimeOffset now)
    {
        foreach (var (id, person) in _people)
        {
            TermsAreKnown(id, person);
            DeskShows(id, person);
        }

        foreach (var (id, service) in _services)
        {
            NobodyWaitsInVain(id, service, now);
        }

        foreach (var (key, customer) in _customers)
        {
            TranscriptShows(key, customer);
            PhoneShows(key, customer, phone("conversation/" + key));
        }
    }

    private IEnumerable<Episode> OpenEpisodes => _customers.Values.Select(c => c.Open).OfType<Episode>();

    private void TermsAreKnown(string id, Person person)
    {
        foreach (var (campaign, service) in _services)
        {
            var terms = person.Terms.GetValueOrDefault(campaign);
            Assert.True(terms.Member == service.Members.Contains(id), $"{id} does not know whether he serves {campaign}.");
            Assert.True(
                !terms.Member || (terms.Limit, terms.Grace, terms.Voice, terms.NeedsVoice) == (service.Limit, service.Grace, service.IsVoice, service.NeedsVoice), $"{id} has old terms of {campaign}.");
        }
    }

    /// <summary>Exactly what belongs to him is on his desk, and each place that is taken is taken by one of these.</summary>
    private void DeskShows(string id, Person person)
    {
        var his = OpenEpisodes.Where(e => e.BelongsTo(id)).Select(e => e.Id).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(his, ScreenOf(id).Held);
        Assert.Equal(his, person.Slots.Values.Select(s => s.Episode).Order(StringComparer.Ordinal));
        Assert.All(person.Slots.Values, s => Assert.Equal(Slot.Active, s.Phase));
        if (ScreenOf(id).Agent is { } shown)
        {
            Assert.Equal(his.Length, shown.Load);
        }
    }

    /// <summary>Whoever waits stands in one place of his campaign and knows which, and no member with room is left without who is in line.</summary>
    private void NobodyWaitsInVain(string id, Service service, DateTimeOffset now)
    {
        var open = OpenEpisodes.Where(e => (e.Campaign == id && !e.IsForgotten) || e.Handing?.Campaign == id).ToArray();
        Assert.Equal(open.Select(e => e.Id).Order(StringComparer.Ordinal), Enum.GetValues<Place>().SelectMany(service.In).Order(StringComparer.Ordinal));
        foreach (var e in open)
        {
            var standing = service.Find(e.Id)!;
            if (e.Handing?.Campaign == id)
            {
                // Nobody has it there yet, and its owner keeps it: it waits for whoever is next.
                Assert.True(standing.Place == Place.Line && standing.Round == e.Round && e.Owner is not null, $"{e.Id} is handed over to {id} and stands at {standing.Place}.");
                continue;
            }

            Assert.Equal(e.Waits, standing.Place != Place.Given);
            Assert.False(e.Patience <= now, $"{e.Id} waited until {e.Patience:O}, and it was not counted.");
            Assert.True(
                standing.Place is not (Place.Line or Place.Held or Place.Given) || e.IsReopened || e.Campaign != e.Began || service.BeginsOf(e.Id)[^1] == e.Wait.Began, $"{e.Id} waits since {e.Wait.Began:O}, and its campaign knows otherwise.");
            if (!e.Waits)
            {
                continue;
            }

            Assert.Equal((Service.WordOf(standing.Place), standing.Round), (e.Wait.Place, e.Round));
            Assert.True(standing.Place is Place.Recorded or Place.AnsweredOnly || e.CanBeAnswered(now) == (standing.Place != Place.WindowClosed), $"{e.Id} stands at {standing.Place} in {id}.");
            Assert.True(standing.WindowUntil == CustomerOf(e.Conversation).Reach.Until, $"{id} does not know until when {e.Id} can be answered.");
        }

        var waiting = service.In(Place.Line).Count;
        if (waiting > 0 && !service.IsPull)
        {
            Assert.All(service.Members, m => Assert.True(PersonOf(m).RoomFor(id) == 0, $"{waiting} wait in {id} and {m} has room."));
        }
    }

    private void TranscriptShows(string key, Customer customer)
    {
        var messages = ScreenOf(key).Messages.ToArray();
        Assert.Equal(customer.Written, messages.Where(m => m.Direction == MessageWord.In).Select(m => (m.Mid!, m.InteractionId)));
        Assert.All(messages.Where(m => m.Mid is not null), m => customer.Doings.Show(m.Mid!, m.Text, m.Reaction, m.Unsent));
        Assert.Equal(customer.Replies, messages.Where(m => m.ClientMessageId is not null).Select(m => (m.ClientMessageId!, ContentOf(m))));
        Assert.Equal(messages.Length, messages.DistinctBy(m => m.Mid ?? m.ClientMessageId ?? m.Id).Count());
    }

    private static string ContentOf(MessageView m) => m.Text ?? m.Attachments.Single().Title!;

    /// <summary>Each reply once, in order; not at all when it was reported as failed; perhaps when nobody could confirm it.</summary>
    private void PhoneShows(string key, Customer customer, IReadOnlyList<(string Id, string Content)> phone)
    {
        var reported = ScreenOf(key).Messages.Where(m => m.ClientMessageId is not null).ToArray();
        foreach (var m in reported)
        {
            var times = phone.Count(shown => shown == (m.ClientMessageId!, ContentOf(m)));
            var sent = m.State is MessageWord.Sent or MessageWord.Delivered or MessageWord.Read;
            Assert.True(sent || !customer.Sending.IsConfirmed(m.ClientMessageId!), $"Meta confirmed {m.ClientMessageId}, and it is {m.State}.");
            var right = (m.State, m.FailureReason) switch
            {
                (MessageWord.Sent or MessageWord.Delivered or MessageWord.Read, _) => times == 1,
                (MessageWord.Failed, FailureReason.Unconfirmed) => times <= 1,
                (MessageWord.Failed, _) => times == 0,
                _ => false,
            };
            Assert.True(right, $"{m.ClientMessageId} is {m.State} ({m.FailureReason}) and was shown {times} times.");
        }

        Assert.Equal(customer.Replies.Where(phone.Contains), phone);
    }
}
