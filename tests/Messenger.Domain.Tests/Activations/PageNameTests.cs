using Messenger.Domain.Activations;

namespace Messenger.Domain.Tests.Activations;

/// <summary>R8: the name as Facebook has it, accents and capitals and all.</summary>
public sealed class PageNameTests
{
    [Theory]
    [InlineData("Café São João", "Cafe\u0301 Sa\u0303o Joa\u0303o", true)]
    [InlineData("Café", "Cafe", false)]
    [InlineData("Tienda", "tienda", false)]
    [InlineData("Tienda ", "Tienda", false)]
    [InlineData("Straße", "Strasse", false)]
    public void Composed_or_not_is_the_same_letter_and_nothing_else_is(string typed, string facebook, bool same) =>
        Assert.Equal(same, PageName.AreSame(typed, facebook));

    [Theory]
    [InlineData("Tienda Nandú", "Tienda Ñandú", "Tienda [N]andú", "Tienda [Ñ]andú")]
    [InlineData("Corner", "Corner Shop", "Corner", "Corner[ Shop]")]
    [InlineData("", "Corner", "", "[Corner]")]
    [InlineData("abc", "xyz", "[abc]", "[xyz]")]
    [InlineData("Familia 👩‍👩‍👧", "Familia 👩‍👩‍👦", "Familia [👩‍👩‍👧]", "Familia [👩‍👩‍👦]")]
    public void What_differs_is_marked_and_no_letter_is_torn(string typed, string facebook, string markedTyped, string markedFacebook)
    {
        var (mine, theirs) = PageName.Compare(typed, facebook);
        Assert.Equal((markedTyped, markedFacebook), (Marked(mine), Marked(theirs)));
    }

    [Fact]
    public void The_pieces_are_the_whole_name()
    {
        var random = new Random(20261128);
        for (var round = 0; round < 500; round++)
        {
            var (a, b) = (Any(random), Any(random));
            var (mine, theirs) = PageName.Compare(a, b);
            Assert.Equal((a, b), (string.Concat(mine.Select(p => p.Text)), string.Concat(theirs.Select(p => p.Text))));
            Assert.Equal(string.Concat(mine.Where(p => !p.Differs).Select(p => p.Text)), string.Concat(theirs.Where(p => !p.Differs).Select(p => p.Text)));
            Assert.Equal(PageName.AreSame(a, b), mine.Concat(theirs).All(p => !p.Differs));
        }
    }

    private static string Any(Random random) => new([.. Enumerable.Range(0, random.Next(0, 12)).Select(_ => "abñÑ "[random.Next(5)])]);

    private static string Marked(IEnumerable<NamePiece> pieces) => string.Concat(pieces.Select(p => p.Differs ? $"[{p.Text}]" : p.Text));
}
