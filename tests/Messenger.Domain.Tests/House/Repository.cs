namespace Messenger.Domain.Tests.House;

/// <summary>The files of this repository, found from wherever the tests run.</summary>
internal static class Repository
{
    private static readonly string Root = FindRoot();

    public static string Source => Path.Combine(Root, "src");

    public static IEnumerable<string> Projects => Directory.EnumerateFiles(Source, "*.csproj", SearchOption.AllDirectories);

    /// <summary>Hand-written C# under src/.</summary>
    public static IEnumerable<string> CodeFiles => Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Orleans.Messenger.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Orleans.Messenger.sln above {AppContext.BaseDirectory}.");
    }
}
