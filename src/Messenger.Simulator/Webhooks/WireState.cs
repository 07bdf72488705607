using Messenger.Simulator.Settings;

namespace Messenger.Simulator.Webhooks;

/// <summary>The app's subscription to webhooks. <paramref name="CallbackUrl"/> and <paramref name="VerifyToken"/> null = as configured at the start.</summary>
internal sealed record AppSubscription(string? CallbackUrl, string? VerifyToken, IReadOnlyList<string> Fields, bool Active)
{
    public static AppSubscription Default { get; } = new(null, null, WebhookFields.All, true);
}

/// <summary>What decides how the next webhooks go out. Changed and read inside a transaction of the one writer only, except the two records that are replaced as a whole.</summary>
internal sealed class WireState(string ourApp)
{
    public string OurApp => ourApp;

    public MetaSettings Settings { get; set; } = new();

    public AppSubscription App { get; set; } = AppSubscription.Default;

    public WebhookPlan Plan { get; } = new();
}
