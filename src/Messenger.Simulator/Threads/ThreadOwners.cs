using System.Text.Json.Nodes;
using Messenger.Simulator.Webhooks;
using Messenger.Simulator.World;

namespace Messenger.Simulator.Threads;

/// <summary>Which app has a conversation. <paramref name="Until"/>: epoch ms at which it becomes idle; <paramref name="Automated"/>: Messenger's own questions run.</summary>
internal sealed record ThreadOwner(string? OwnerApp, bool Automated, long Until)
{
    private ThreadOwner()
        : this(null, false, 0)
    {
    }
}

/// <summary>Conversation routing: with a default app every active conversation has one owner, without one nobody owns anything.</summary>
internal sealed class ThreadOwners(SimulatorDatabase database, SimulatorOptions options)
{
    /// <summary>The app id under which Meta shows the Page's own inbox.</summary>
    public const string InboxApp = "263902037430900";

    private const long Day = 24 * 60 * 60 * 1000;

    /// <summary>True when another app has the conversation, so that ours only listens.</summary>
    public static bool Standby(Change change, Customer customer) =>
        change.Wire.Settings.DefaultApp is not null && Find(change, customer.Psid) is { OwnerApp: { } owner } && owner != change.Wire.OurApp;

    /// <summary>The customer wrote: an idle conversation goes to the default app, an active one stays active.</summary>
    public static void CustomerActed(Change change, Customer customer)
    {
        if (change.Wire.Settings.DefaultApp is { } app)
        {
            var owner = Find(change, customer.Psid)?.OwnerApp ?? app;
            Keep(change, customer, owner, false, change.Now + Day);
        }
    }

    /// <summary>Somebody else than our app wrote: the conversation is theirs now, and we are told when it was ours.</summary>
    public static void PageActed(Change change, Customer customer, string? appId, string ourApp)
    {
        if (change.Wire.Settings.DefaultApp is null || appId is null || appId == ourApp)
        {
            return;
        }

        var before = Find(change, customer.Psid)?.OwnerApp;
        if (before != appId)
        {
            Keep(change, customer, appId, false, change.Now + Day);
            Tell(change, customer, "take_thread_control", before, appId, null);
        }
    }

    public ThreadOwner? Of(Customer customer) => database.Write(change => Find(change, customer.Psid));

    /// <summary>May our app send now? 0 = yes, else the subcode of the refusal.</summary>
    public int Refusal(Customer customer)
    {
        var owner = Of(customer);
        if (owner is { Automated: true })
        {
            return 2018321;
        }

        if (database.Wire.Settings.DefaultApp is not { } app)
        {
            return 0;
        }

        return (owner?.OwnerApp ?? app) == options.AppId ? 0 : 2018300;
    }

    /// <summary>Gives the conversation to an app (null = idle) and tells ours, if told to, under the given event name.</summary>
    public void Give(Customer customer, string? app, bool automated, string? eventName, string? metadata, long? seconds = null) => database.Write(change =>
    {
        var before = Find(change, customer.Psid)?.OwnerApp;
        Keep(change, customer, app, automated, change.Now + (seconds * 1000 ?? Day));
        if (eventName is not null)
        {
            Tell(change, customer, eventName, before, app, metadata);
        }

        return true;
    });

    /// <summary>An app asks the owner for the conversation: ours hears of it.</summary>
    public void Request(Customer customer, string app, string? metadata) => database.Write(change =>
        change.Deliver(customer, WebhookFields.Handovers, change.Now, WebhookBodies.Item(customer, change.Now, "request_thread_control", new JsonObject
        {
            ["requested_owner_app_id"] = WebhookBodies.AppId(app),
            ["metadata"] = metadata,
        })));

    private static void Tell(Change change, Customer customer, string name, string? before, string? after, string? metadata) =>
        change.Deliver(customer, WebhookFields.Handovers, change.Now, WebhookBodies.Item(customer, change.Now, name, new JsonObject
        {
            ["previous_owner_app_id"] = before,
            ["new_owner_app_id"] = after,
            ["metadata"] = metadata,
        }));

    private static ThreadOwner? Find(Change change, string psid) => change.Single<ThreadOwner>(
        "SELECT owner_app OwnerApp, automated Automated, until Until FROM thread WHERE psid = @psid AND until > @Now", new { psid, change.Now });

    private static void Keep(Change change, Customer customer, string? app, bool automated, long until) => change.Execute(
        "INSERT OR REPLACE INTO thread(psid, owner_app, automated, until) VALUES (@Psid, @app, @automated, @until)", new { customer.Psid, app, automated, until });
}
