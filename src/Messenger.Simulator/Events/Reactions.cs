using System.Text.Json.Nodes;
using Messenger.Simulator.Threads;
using Messenger.Simulator.Webhooks;
using Messenger.Simulator.World;

namespace Messenger.Simulator.Events;

/// <summary>Emojis on messages, from both sides.</summary>
internal sealed class Reactions(SimulatorDatabase database)
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["😄"] = "smile",
        ["😆"] = "smile",
        ["😠"] = "angry",
        ["😡"] = "angry",
        ["😢"] = "sad",
        ["😮"] = "wow",
        ["❤️"] = "love",
        ["❤"] = "love",
        ["😍"] = "love",
        ["👍"] = "like",
        ["👎"] = "dislike",
    };

    /// <summary>Meta's word for an emoji.</summary>
    public static string NameOf(string emoji) => Names.GetValueOrDefault(emoji, "other");

    /// <summary>The customer reacts (null = takes it back), which opens the standard window. False when there is no such message in the chat.</summary>
    public bool CustomerReacts(Customer customer, string mid, string? emoji) => database.Write(change =>
    {
        if (!Put(change, customer, mid, "reaction_in", emoji))
        {
            return false;
        }

        if (emoji is not null)
        {
            change.Execute("UPDATE customer SET window_opened_at = @Now WHERE psid = @Psid", new { change.Now, customer.Psid });
        }

        ThreadOwners.CustomerActed(change, customer);
        var reaction = new JsonObject { ["mid"] = mid, ["action"] = emoji is null ? "unreact" : "react" };
        if (emoji is not null)
        {
            reaction["reaction"] = NameOf(emoji);
            reaction["emoji"] = emoji;
        }

        change.Deliver(customer, WebhookFields.Reactions, change.Now, WebhookBodies.Item(customer, change.Now, "reaction", reaction));
        return true;
    });

    /// <summary>The Page reacts; nobody is told but the customer's phone.</summary>
    public bool PageReacts(Customer customer, string mid, string? emoji) => database.Write(change => Put(change, customer, mid, "reaction_out", emoji));

    private static bool Put(Change change, Customer customer, string mid, string column, string? emoji)
    {
        var message = change.Single<ChatMessage>(
            $"UPDATE message SET {column} = @emoji WHERE mid = @mid AND psid = @Psid RETURNING {Schema.MessageColumns}", new { emoji, mid, customer.Psid });
        if (message is not null)
        {
            change.Show(message);
        }

        return message is not null;
    }
}
