using System.Data.Common;
using System.Text;
using Messenger.Contracts;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;
using Messenger.Meta;
using Messenger.Storage;
using Messenger.Storage.Pages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Messenger.Front.Webhooks;

/// <summary>What became of a delivery.</summary>
internal enum Intake
{
    /// <summary>Every item is committed, or kept aside for good.</summary>
    Stored,

    /// <summary>Not signed by Meta: nothing of it is kept.</summary>
    Forged,
    NotJson,
    NotAPage,

    /// <summary>Storage, or the whole of the workers, does not take it now; Meta is to deliver again.</summary>
    Unavailable,
}

/// <summary>Takes one delivery apart and hands each customer's events to his conversation: customers in parallel, one customer in order.</summary>
internal sealed class WebhookIntake(
    MetaOptions meta, PageDirectory pages, Workers workers, ConversationDelivery conversations, KeptAside aside, PageEvents pageEvents, FrontMeters meters,
    [FromKeyedServices(FrontRegistration.BusinessClock)] TimeProvider clock, ILogger<WebhookIntake> logger)
{
    private readonly byte[] _secret = Encoding.UTF8.GetBytes(meta.AppSecret);

    public async Task<Intake> Take(ReadOnlyMemory<byte> body, string? signature)
    {
        if (!WebhookSignature.IsValid(body.Span, signature, _secret))
        {
            logger.Forged();
            return Intake.Forged;
        }

        return WebhookReader.Read(body, meta.AppId) switch
        {
            WebhookReading.Page when !workers.AreThere => Intake.Unavailable,
            WebhookReading.Page page => await Take(page),
            WebhookReading.NotAPage => Intake.NotAPage,
            _ => Intake.NotJson,
        };
    }

    private async Task<Intake> Take(WebhookReading.Page page)
    {
        // The caller's connection may break off; what was begun is finished all the same, Meta delivers a half-done one again.
        try
        {
            foreach (var item in page.Aside)
            {
                await Keep(item.Reason, item.PageId, item.Raw);
                if (item is { Event: { } happened, PageId: { } pageId })
                {
                    await Store(pageId, happened, item.Raw);
                }
            }

            var byConversation = await Group(page.Items);
            await Task.WhenAll(byConversation.Select(Deliver));
            return Intake.Stored;
        }
        catch (Exception fault) when (fault is StorageUnavailableException or DbException)
        {
            // Thousands may follow: the name says all, and their stacks would fill the log.
            logger.StorageAway(fault.GetType().Name);
            return Intake.Unavailable;
        }
#pragma warning disable CA1031 // What is not stored must be delivered again, whatever the reason.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            logger.Unavailable(fault);
            return Intake.Unavailable;
        }
    }

    private async Task<IEnumerable<KeyValuePair<string, List<AddressedItem>>>> Group(IReadOnlyList<WebhookItem> items)
    {
        var now = clock.GetUtcNow();
        var groups = new Dictionary<string, List<AddressedItem>>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (await pages.CampaignOf(item.PageId) is not { } campaign)
            {
                await Keep("page: unknown", item.PageId, item.Raw);
                continue;
            }

            // An item without a usable time has the epoch; then the moment of receipt is all that is known.
            var happened = item.Event.At == DateTimeOffset.UnixEpoch ? item.Event with { At = now } : item.Event;
            var key = Names.ConversationKey(item.PageId, item.Psid);
            if (!groups.TryGetValue(key, out var group))
            {
                groups.Add(key, group = []);
            }

            group.Add(new(item, new ConversationCommand.Receive(happened, campaign.Id, campaign.Settings.Name)));
        }

        return groups;
    }

    private async Task Deliver(KeyValuePair<string, List<AddressedItem>> group)
    {
        var (key, items) = group;
        if (await conversations.Deliver(key, [.. items.Select(item => item.Command)]) is null)
        {
            meters.ItemsCommitted(items.Count);
            return;
        }

        // One of them cannot be stored, ever: the others must not suffer. Repeating a stored one changes nothing.
        foreach (var item in items)
        {
            if (await conversations.Deliver(key, [item.Command]) is { } poison)
            {
                logger.Poisoned(key, poison);
                await Keep("item: refused", item.Item.PageId, item.Item.Raw);
            }
            else
            {
                meters.ItemsCommitted(1);
            }
        }
    }

    private async Task Keep(string reason, string? pageId, ReadOnlyMemory<byte> raw)
    {
        await aside.Keep(reason, pageId, raw, clock.GetUtcNow());
        meters.KeptAside(reason.Split(':')[0]);
        logger.KeptAside(reason, pageId);
    }

    private Task Store(string pageId, PageEvent happened, ReadOnlyMemory<byte> raw)
    {
        DateTimeOffset? metaAt = happened.At == DateTimeOffset.UnixEpoch ? null : happened.At;
        return pageEvents.Store(PageEventRow.Of(pageId, happened, clock.GetUtcNow()), metaAt, raw);
    }

    private sealed record AddressedItem(WebhookItem Item, ConversationCommand.Receive Command);
}
