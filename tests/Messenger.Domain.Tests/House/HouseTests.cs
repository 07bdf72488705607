using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Messenger.Domain.Tests.House;

/// <summary>The walls of the house: who may refer to whom, and how things are called.</summary>
public sealed partial class HouseTests
{
    private static readonly string[] Everything =
        ["Domain", "Contracts", "Meta", "Storage", "Grains", "Front", "Console", "Simulator"];

    /// <summary>Domain may be named by everybody but the simulator, which must not know what we think of Meta.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Domain"] = [],
        ["Contracts"] = ["Domain"],
        ["Meta"] = ["Domain"],
        ["Storage"] = ["Domain"],
        ["Console"] = ["Domain"],
        ["Grains"] = ["Contracts", "Meta", "Storage", "Domain"],
        ["Front"] = ["Contracts", "Meta", "Storage", "Console", "Domain"],
        ["Simulator"] = [],
        ["Host"] = Everything,
    };

    public static TheoryData<string> Projects() => [.. Repository.Projects.Select(p => Path.GetFileNameWithoutExtension(p)!)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_what_it_may(string project)
    {
        Assert.True(Allowed.TryGetValue(Short(project), out var allowed), $"{project} has no place in the house.");
        var file = Repository.Projects.Single(p => Path.GetFileNameWithoutExtension(p) == project);
        var references = XDocument.Load(file).Descendants("ProjectReference").Select(r => Short(ProjectOf(r.Attribute("Include")!.Value)));
        Assert.All(references, r => Assert.True(allowed.Contains(r), $"{project} must not refer to {r}."));
        Assert.Empty(XDocument.Load(file).Descendants("Reference"));
        Assert.Empty(XDocument.Load(file).Descendants("Import"));
    }

    [Fact]
    public void Every_room_of_the_house_is_there() =>
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), Repository.Projects.Select(p => Short(Path.GetFileNameWithoutExtension(p))).Order(StringComparer.Ordinal));

    [Fact]
    public void No_type_is_called_after_nothing_in_particular()
    {
        var vague = Declared(Types()).Where(t => VagueEnding().IsMatch(t.Name));
        Assert.Empty(vague.Select(t => $"{t.Name} in {t.File}"));
    }

    [Fact]
    public void Namespaces_are_ours_and_do_not_hide_those_of_Orleans()
    {
        Assert.All(Declared(Namespaces()), n =>
        {
            Assert.True(n.Name.StartsWith("Messenger.", StringComparison.Ordinal), $"{n.Name} in {n.File}");
            Assert.True(!n.Name.Split('.').Intersect(["Orleans", "Runtime", "Streams"]).Any(), $"{n.Name} in {n.File}");
        });
    }

    [Fact]
    public void What_is_looked_for_would_be_found()
    {
        // A pattern that matches nothing would let everything pass.
        Assert.True(Declared(Types()).Count() > 100);
        Assert.True(Declared(Namespaces()).Count() > 100);
        Assert.Matches(VagueEnding(), "MessageHelper");
    }

    private static IEnumerable<(string Name, string File)> Declared(Regex pattern) =>
        from file in Repository.CodeFiles
        from match in pattern.Matches(File.ReadAllText(file))
        select (match.Groups["name"].Value, file);

    private static string Short(string project) => project.StartsWith("Messenger.", StringComparison.Ordinal) ? project["Messenger.".Length..] : project;

    private static string ProjectOf(string include) => Path.GetFileNameWithoutExtension(include.Replace('\\', '/'));

    [GeneratedRegex(@"^[ \t]*(?:(?:public|internal|private|protected|file|static|sealed|abstract|partial|readonly|ref|unsafe|new)[ \t]+)*(?:class|interface|enum|struct|record(?:[ \t]+(?:class|struct))?)[ \t]+(?<name>[A-Za-z_]\w*)", RegexOptions.Multiline)]
    private static partial Regex Types();

    [GeneratedRegex(@"^[ \t]*namespace[ \t]+(?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespaces();

    [GeneratedRegex("(Manager|Helper|Helpers|Util|Utils|Service)$")]
    private static partial Regex VagueEnding();
}
