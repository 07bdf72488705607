using System.Reflection;

namespace Messenger.Browser.Tests.Running;

/// <summary>Where things stand in the repository.</summary>
public static class Folders
{
    public static string Root { get; } = Find();

    /// <summary>The product as it is published, where MESSENGER_PRODUCT names its folder: what users get, and it starts faster. Else the host as it was built together with these tests.</summary>
    public static string HostAssembly => Path.Combine(
        Environment.GetEnvironmentVariable("MESSENGER_PRODUCT") is { Length: > 0 } published
            ? published
            : Path.Combine(Root, "src", "Messenger.Host", "bin", Metadata("Configuration"), "net10.0"),
        "Messenger.Host.dll");

    /// <summary>Screenshots and logs of failed tests.</summary>
    public static string Failures => Path.Combine(Root, "TestResults", "browser");

    /// <summary>Screenshots for a person who wants to look.</summary>
    public static string Looks => Path.Combine(Root, "TestResults", "looks");

    public static string ManualImages => Path.Combine(Root, "docs", "manual", "images");

    public static string Images => Path.Combine(Root, "docs", "images");

    private static string Metadata(string key) =>
        typeof(Folders).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Orleans.Messenger.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The solution is in no folder above the tests.");
        }

        return folder.FullName;
    }
}
