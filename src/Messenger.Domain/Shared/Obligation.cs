using System.Text.Json.Serialization;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Configuration;
using Messenger.Domain.Conversations;

namespace Messenger.Domain.Shared;

/// <summary>
/// A message to another grain that is part of the committed facts: sent after the commit and repeated until answered.
/// </summary>
/// <param name="Key">Names the message inside its sender; a repeat has the same key, a newer message another one.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "to")]
[JsonDerivedType(typeof(ToCampaign), "campaign")]
[JsonDerivedType(typeof(ToAgent), "agent")]
[JsonDerivedType(typeof(ToConversation), "conversation")]
[JsonDerivedType(typeof(ToConfiguration), "configuration")]
[JsonDerivedType(typeof(ToMeta), "meta")]
[JsonDerivedType(typeof(ToReadBack), "read-back")]
[JsonDerivedType(typeof(ToThread), "thread")]
[JsonDerivedType(typeof(ToProfile), "profile")]
[JsonDerivedType(typeof(ToFile), "file")]
[JsonDerivedType(typeof(ToSubscription), "subscription")]
[JsonDerivedType(typeof(ToAftermath), "aftermath")]
[JsonDerivedType(typeof(ToKept), "kept")]
public abstract record Obligation(string Key)
{
    public sealed record ToCampaign(string Key, string CampaignId, CampaignCommand Command) : Obligation(Key);

    public sealed record ToAgent(string Key, string AgentId, AgentCommand Command) : Obligation(Key);

    public sealed record ToConversation(string Key, string ConversationKey, ConversationCommand Command) : Obligation(Key);

    public sealed record ToConfiguration(string Key, ConfigurationCommand Command) : Obligation(Key);

    /// <summary>One attempt to send a message to the customer: made at most once, never repeated blindly (protocol section 5).</summary>
    /// <param name="Text">Null = it is a file.</param>
    public sealed record ToMeta(
        string Key, string ClientMessageId, int Attempt, string? Text, OutgoingFile? File, MessagingType Type, DateTimeOffset NotAfter) : Obligation(Key);

    /// <summary>Look into the thread whether an attempt reached it. May be repeated.</summary>
    /// <param name="Text">Null = it is a file.</param>
    /// <param name="After">Nothing older can be this attempt.</param>
    public sealed record ToReadBack(string Key, string ClientMessageId, int Attempt, int Look, string? Text, DateTimeOffset After) : Obligation(Key);

    /// <summary>Take the thread from the app that has it, for this message. May be repeated.</summary>
    public sealed record ToThread(string Key, string ClientMessageId, int Attempt) : Obligation(Key);

    /// <summary>Ask Meta for the customer's name, in the background (R34).</summary>
    public sealed record ToProfile(string Key) : Obligation(Key);

    /// <summary>One attempt to copy an attachment from Meta before its address ends. Repeating it does no harm.</summary>
    public sealed record ToFile(string Key, long Seq, int Index, int Attempt, string Url) : Obligation(Key);

    /// <summary>Have Meta deliver a Page's events, unless another campaign has it. May be repeated.</summary>
    /// <param name="Token">Protected.</param>
    public sealed record ToSubscription(string Key, string CampaignId, string PageId, string Token) : Obligation(Key);

    /// <summary>Tell the Page that it is well, and look whose Page this login took away. May be repeated.</summary>
    /// <param name="Token">Protected.</param>
    public sealed record ToAftermath(string Key, string CampaignId, string PageId, string Token, string? FacebookUserId) : Obligation(Key);

    /// <summary>Tell every conversation of a Page that keeps a message that it can be sent again. May be repeated.</summary>
    public sealed record ToKept(string Key, string PageId) : Obligation(Key);
}
