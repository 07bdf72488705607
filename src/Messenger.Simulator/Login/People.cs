namespace Messenger.Simulator.Login;

/// <summary>Somebody with a Facebook account who can log in to the app. <paramref name="HasRole"/>: has a role on the app, so gets through in development mode.</summary>
internal sealed record Person(string Id, string Name, bool HasRole, bool HasPages);

/// <summary>The two accounts there are: one that administers every Page, and one that has none.</summary>
internal static class People
{
    public static readonly Person Administrator = new("200000000000001", "Marta Ibarra", true, true);
    public static readonly Person Stranger = new("200000000000002", "Pablo Rivas", false, false);

    public static readonly IReadOnlyList<Person> All = [Administrator, Stranger];

    public static Person? Find(string? id) => All.FirstOrDefault(p => p.Id == id);
}
