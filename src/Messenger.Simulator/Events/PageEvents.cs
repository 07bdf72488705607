using System.Text.Json.Nodes;
using Messenger.Simulator.Webhooks;
using Messenger.Simulator.World;

namespace Messenger.Simulator.Events;

/// <summary>Events of a Page in which no customer takes part.</summary>
internal sealed class PageEvents(SimulatorDatabase database)
{
    /// <summary>Meta warns, blocks or unblocks the Page. An unblocking carries no reason.</summary>
    public void Policy(string pageId, string action, string? reason)
    {
        var policy = new JsonObject { ["action"] = action };
        if (reason is not null && action != "unblock")
        {
            policy["reason"] = reason;
        }

        Messaging(pageId, WebhookFields.PolicyEnforcement, "policy_enforcement", policy);
    }

    /// <summary>The roles the apps have on the Page, now.</summary>
    public void Roles(string pageId, JsonObject roles) => Messaging(pageId, WebhookFields.Handovers, "app_roles", roles);

    /// <summary>A change of another field, for example feed. Gives the delivery, 0 = not subscribed.</summary>
    public long Changed(string pageId, string field, JsonNode value) => database.Write(change =>
        change.DeliverEntry(pageId, field, change.Now, "changes", new JsonObject { ["field"] = field, ["value"] = value.DeepClone() }, Lane(pageId)));

    /// <summary>The dashboard's Test button: a change for Page 0, whoever is subscribed.</summary>
    public void Test(string field) => database.Write(change =>
    {
        var item = new JsonObject
        {
            ["field"] = field,
            ["value"] = new JsonObject
            {
                ["sender"] = new JsonObject { ["id"] = "12334" },
                ["recipient"] = new JsonObject { ["id"] = "23245" },
                ["timestamp"] = "1527459824",
                ["message"] = new JsonObject { ["mid"] = "test_message_id", ["text"] = "test_message" },
            },
        };
        return Dispatch.Store(change, [], WebhookBodies.Envelope("0", change.Now / 1000, "changes", item), "0", "test", null);
    });

    private void Messaging(string pageId, string field, string key, JsonNode value) => database.Write(change =>
        change.DeliverEntry(pageId, field, change.Now, "messaging", new JsonObject
        {
            ["recipient"] = new JsonObject { ["id"] = pageId },
            ["timestamp"] = change.Now,
            [key] = value.DeepClone(),
        }, Lane(pageId)));

    private static string Lane(string pageId) => pageId + ":page";
}
