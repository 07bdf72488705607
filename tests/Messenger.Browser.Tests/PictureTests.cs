using Messenger.Browser.Tests.Running;
using Messenger.Browser.Tests.Screens;

namespace Messenger.Browser.Tests;

/// <summary>
/// The pictures of the documentation come from the running product, so they cannot show what it is not. Each run takes them; they are
/// written to docs/images only with MESSENGER_PICTURES=1.
/// </summary>
[Collection(Looks.Name)]
public sealed class PictureTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    private const int Most = 300 * 1024;

    private static bool Write => Environment.GetEnvironmentVariable("MESSENGER_PICTURES") == "1";

    [Fact]
    public async Task Pictures_of_the_documentation()
    {
        var profile = await NewProfile(width: 1180, height: 720);
        await profile.GrantPermissionsAsync(["notifications"]);
        var signIn = await profile.NewPageAsync();
        await signIn.GotoAsync("sign-in");
        await Expect(signIn.GetByTestId("demo-customers")).ToBeVisibleAsync();
        var people = await signIn.ScreenshotAsync();

        var ana = await Desk(profile: profile);
        var phone = await Conversation(ana, profile);
        var both = await SideBySide(profile, await ana.Page.ScreenshotAsync(), await phone.Page.ScreenshotAsync());

        await Desk("bruno", profile);
        var sofia = await Board(profile);
        await Ask("Diego Ferreira", "Valentina Suárez", "Martín Olivera");
        await Expect(sofia.Tile("active")).ToHaveTextAsync("6");
        await Ask("Camila Duarte", "Joaquín Rivas");
        await Expect(sofia.Waiting).ToHaveCountAsync(2);
        if (Write)
        {
            // Long enough for the first one to be beyond the service level.
            await Expect(sofia.Waiting.First).ToHaveAttributeAsync("data-pace", "late", new() { Timeout = 40_000 });
        }

        await sofia.Page.SetViewportSizeAsync(1180, 560);
        var board = await sofia.Page.ScreenshotAsync();

        foreach (var (name, picture) in new[] { ("sign-in", people), ("desk-and-customer", both), ("board", board) })
        {
            Assert.InRange(picture.Length, 1, Most);
            if (Write)
            {
                Directory.CreateDirectory(Folders.Images);
                await File.WriteAllBytesAsync(Path.Combine(Folders.Images, name + ".png"), picture, TestContext.Current.CancellationToken);
            }
        }
    }

    private async Task Ask(params string[] names)
    {
        foreach (var name in names)
        {
            await Floor.Writes(await Floor.Customer(name), "Buenas, ¿me pueden ayudar con un pedido?");
        }
    }

    private async Task<CustomersScreen> Conversation(DeskScreen ana, IBrowserContext profile)
    {
        var psid = await Floor.Customer("Lucía Pérez");
        var phone = await Phones(psid, profile);
        await phone.Page.SetViewportSizeAsync(420, 720);
        await phone.Write("Hola, compré una remera y me quedó chica. ¿La puedo cambiar?");
        await ana.Open("Lucía Pérez");
        await ana.Answer("¡Hola, Lucía! Sí, tiene 30 días para cambiarla. ¿Qué talle necesita?");
        await Expect(phone.Message("30 días")).ToBeVisibleAsync();
        await phone.Write("La M, por favor 🙂");
        await Expect(ana.Message("La M")).ToBeVisibleAsync();
        await ana.Answer("Perfecto, se la reservo. Puede pasar hoy hasta las 20.");
        await Expect(phone.Message("se la reservo")).ToBeVisibleAsync();
        await Expect(ana.Transcript.Locator("[data-direction=out][data-state=read]")).ToHaveCountAsync(2);
        await Floor.Writes(await Floor.Customer("Pablo Núñez"), "¿A qué hora cierran?");
        await Floor.Writes(await Floor.Customer("Valeria Acosta"), "Buenas, quería saber si mi pedido ya salió. Es el 4821.");
        await Expect(ana.Items).ToHaveCountAsync(3);
        return phone;
    }

    private static async Task<byte[]> SideBySide(IBrowserContext profile, byte[] left, byte[] right)
    {
        var page = await profile.NewPageAsync();
        await page.SetViewportSizeAsync(1664, 768);
        await page.SetContentAsync(
            $$"""
            <style>
              body { margin: 0; padding: 24px; display: flex; gap: 16px; background: #d5dbe3; }
              img { display: block; border-radius: 10px; box-shadow: 0 6px 24px rgb(16 30 48 / 22%); }
            </style>
            <img src="data:image/png;base64,{{Convert.ToBase64String(left)}}"><img src="data:image/png;base64,{{Convert.ToBase64String(right)}}">
            """);
        await page.WaitForFunctionAsync("[...document.images].every(i => i.complete)");
        return await page.ScreenshotAsync();
    }
}
