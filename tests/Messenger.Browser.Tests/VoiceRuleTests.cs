using Messenger.Browser.Tests.Running;

namespace Messenger.Browser.Tests;

/// <summary>Who is in no voice campaign receives nothing, and everybody concerned is told why (R33).</summary>
[Collection(Work.Name)]
public sealed class VoiceRuleTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    private static readonly string[] Everybody = ["ana", "bruno", "carla"];

    [Fact]
    public async Task He_and_his_supervisor_read_why_he_receives_nothing_until_he_is_in_the_roster_again()
    {
        var sofia = await Board();
        var ana = await Desk();
        await Expect(ana.Empty).ToContainTextAsync("Libre");
        try
        {
            await Floor.Members("telefonia", "bruno", "carla");
            await Expect(ana.Empty).ToContainTextAsync("No puede recibir interacciones");
            await Expect(ana.Empty).ToContainTextAsync("Debe pertenecer también a una campaña de voz");
            await Expect(sofia.Agent("ana")).ToContainTextAsync("sin campaña de voz");
            await Floor.Writes(await Floor.Customer("Vera Luz"), "Hola");
            await Expect(sofia.Waiting).ToContainTextAsync("Vera Luz");
            await Expect(ana.Items).ToHaveCountAsync(0);
            await Look(ana.Page, "voice-desk");
            await Look(sofia.Page, "voice-board");
        }
        finally
        {
            await Floor.Members("telefonia", Everybody);
        }

        await Expect(ana.Item("Vera Luz")).ToBeVisibleAsync();
        await Expect(sofia.Waiting).ToHaveCountAsync(0);
        await Expect(sofia.Agent("ana")).Not.ToContainTextAsync("sin campaña de voz");
    }

    [Theory]
    [InlineData("es", "Debe pertenecer también a una campaña de voz")]
    [InlineData("en", "You must also belong to a voice campaign")]
    [InlineData("pt", "Você também precisa pertencer a uma campanha de voz")]
    public async Task The_reason_is_told_in_his_language_on_a_small_screen_too(string language, string reason)
    {
        try
        {
            await Floor.Members("telefonia", "bruno");
            foreach (var (theme, width) in new[] { (ColorScheme.Dark, 1280), (ColorScheme.Light, 400) })
            {
                var profile = await NewProfile(width, 720, theme: theme);
                await Speaks(profile, language);
                var ana = await Desk(profile: profile);
                await Expect(ana.Empty).ToContainTextAsync(reason);
                await Look(ana.Page, $"voice-{language}-{theme}-{width}");
                Assert.Empty(await OutOfView(ana.Page));
            }
        }
        finally
        {
            await Floor.Members("telefonia", Everybody);
        }
    }
}
