using System.Text.Json.Nodes;

namespace Messenger.Simulator.World;

/// <summary>What a customer says. Everything may be left out, but not all of it.</summary>
/// <param name="Attachments">As they stand in the webhook.</param>
/// <param name="QuickReply">Payload of the quick reply that was tapped; the text is its title.</param>
/// <param name="ReplyTo">The message it answers.</param>
/// <param name="Commands">Names of slash commands in the text.</param>
/// <param name="Referral">The ad or product it comes from.</param>
internal sealed record CustomerContent(
    string? Text, JsonArray? Attachments = null, string? QuickReply = null, string? ReplyTo = null, IReadOnlyList<string>? Commands = null, JsonObject? Referral = null);

/// <summary>What a Page says. <paramref name="Echoed"/>: the attachments as the echo shows them.</summary>
internal sealed record PageContent(string? Text, JsonArray? Echoed = null, JsonArray? QuickReplies = null, string? ReplyTo = null);
