using Messenger.Domain.Files;

namespace Messenger.Domain.Tests.Files;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("foto.jpg", "foto.jpg")]
    [InlineData("Presupuesto año 2026 – ñ😀.pdf", "Presupuesto año 2026 – ñ😀.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\Users\ana\foto.jpg", "foto.jpg")]
    [InlineData("a\r\nSet-Cookie: x.jpg", "aSet-Cookie_ x.jpg")]
    [InlineData("a\"b\0c.jpg", "a_bc.jpg")]
    [InlineData("foto\u202Egpj.exe", "fotogpj.exe")]
    [InlineData("  ..foto.jpg. ", "foto.jpg")]
    [InlineData("...", null)]
    [InlineData("carpeta/", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_name_is_made_safe(string? given, string? expected) => Assert.Equal(expected, FileName.Safe(given));

    [Fact]
    public void A_long_name_keeps_its_ending_and_its_graphemes()
    {
        var safe = FileName.Safe(string.Concat(Enumerable.Repeat("👩‍👩‍👧", 60)) + ".jpeg")!;
        Assert.InRange(safe.Length, FileName.Longest - 11, FileName.Longest);
        Assert.EndsWith(".jpeg", safe, StringComparison.Ordinal);
        Assert.Equal(FileName.Longest, FileName.Safe(new string('a', 500))!.Length);
    }
}
