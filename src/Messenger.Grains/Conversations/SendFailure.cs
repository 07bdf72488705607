using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;
using Messenger.Meta;

namespace Messenger.Grains.Conversations;

/// <summary>Meta's classes of refusal in the product's stable words; the screen translates them.</summary>
internal static class SendFailure
{
    /// <summary>How one attempt ended, in a word for meters and log.</summary>
    public static string WordOf(SendOutcome outcome) => outcome switch
    {
        SendOutcome.Sent => "sent",
        SendOutcome.Refused refused => WordOf(refused.Class),
        SendOutcome.NotSent => "not-sent",
        SendOutcome.Late => "late",
        _ => "unknown",
    };

    public static string WordOf(GraphErrorClass refusal) => refusal switch
    {
        GraphErrorClass.TokenDead => RefusalCode.TokenInvalid,
        GraphErrorClass.WindowClosed => RefusalCode.WindowClosed,
        GraphErrorClass.PersonGone => "person-gone",
        GraphErrorClass.Blocked => "page-blocked",
        GraphErrorClass.PermissionMissing => "permission-missing",
        GraphErrorClass.OtherAppOwnsThread => FailureReason.OtherApp,
        _ => "meta-refused",
    };
}
