using Messenger.Domain.Activations;
using Messenger.Domain.Auditing;
using Messenger.Domain.Hubs;

namespace Messenger.Domain.Tests.Activations;

/// <summary>Activations to begin a test with.</summary>
internal static class Login
{
    public const string Hash = "5a";
    public static readonly Editor Admin = new("u1", "admin", "Admin");
    public static readonly OfferedPage Shop = Page("10", "Tienda Ñandú");
    public static readonly OfferedPage Cafe = Page("20", "Café São João");

    public static ActivationStory New() => new("a1b2");

    public static ActivationStory Started(string? pageName = "Tienda Ñandú") => New().Do(new ActivationCommand.Start("c1", "Soporte", pageName, Admin, Hash));

    public static ActivationStory Returned(string? pageName = "Tienda Ñandú") => Started(pageName).Do(Back());

    public static ActivationCommand.Return Back(string hash = Hash, Editor? by = null) => new(hash, by ?? Admin);

    public static ActivationCommand.Grant Granted(params OfferedPage[] pages) => new("fb1", pages, []);

    public static ActivationCommand.Choose Chooses(OfferedPage page, bool acceptsName = false) => new(page.Id, acceptsName, Admin);

    public static OfferedPage Page(string id, string name, params string[] missingTasks) => new(id, name, "protected-" + id, missingTasks);

    public static ActivationView View(this ActivationStory story) => ActivationRules.Shown(story.State);
}
