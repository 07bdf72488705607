namespace Messenger.Meta;

/// <summary>Why a token does not work any more. Each needs a reconnect; the two about Facebook itself need a visit there first.</summary>
public enum TokenFault
{
    /// <summary>Meta does not say, or a permission for the Page is gone.</summary>
    Invalid,

    /// <summary>The person removed the app.</summary>
    AppRemoved,

    /// <summary>Facebook wants the person to sign in there and confirm something.</summary>
    Checkpoint,

    /// <summary>The person's password changed, or Facebook ended his sessions.</summary>
    PasswordChanged,

    /// <summary>Its time is over.</summary>
    Expired,
}
