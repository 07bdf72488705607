namespace Messenger.Meta;

/// <summary>What an error of the Graph API means to the product.</summary>
public enum GraphErrorClass
{
    /// <summary>Meta's own trouble; passes by itself.</summary>
    RetryLater,

    /// <summary>Too many calls of the app, the Page or to this thread.</summary>
    RateLimited,

    /// <summary>The Page token does not work any more: reconnect the Page, nothing else helps.</summary>
    TokenDead,

    /// <summary>The customer's last message is too long ago to answer.</summary>
    WindowClosed,

    /// <summary>This person cannot be reached: blocked the Page, left, or is not known to this Page.</summary>
    PersonGone,

    /// <summary>Meta restricted the Page or the app for its conduct: stop sending and call an administrator.</summary>
    Blocked,

    /// <summary>The app or the Page's connection lacks a permission, or the app is not live.</summary>
    PermissionMissing,

    /// <summary>Another app, or the Page's own automation, owns the thread.</summary>
    OtherAppOwnsThread,

    /// <summary>The call itself was wrong; the same call never succeeds.</summary>
    OurFault,

    /// <summary>An error this product has no row for.</summary>
    Unknown,
}
