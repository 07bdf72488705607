using Messenger.Browser.Tests.Running;
using Messenger.Browser.Tests.Screens;

namespace Messenger.Browser.Tests;

/// <summary>Lost connections and a killed product: the draft stays and every message is there once. It has a product of its own, since it kills it.</summary>
public sealed class ResumeTests(Product product, Chromium chromium) : BrowserTest(product, chromium), IClassFixture<Product>
{
    [Fact]
    public async Task Without_a_line_the_desk_says_so_and_catches_up_with_nothing_lost_or_doubled()
    {
        var (ana, psid) = await Chatting("Rita Gómez");

        await Profile.SetOfflineAsync(true);
        await Expect(ana.Sync).Not.ToHaveAttributeAsync("data-state", "in-sync");
        await Floor.Writes(psid, "primera mientras no había línea");
        await Floor.Writes(psid, "segunda mientras no había línea");
        await Profile.SetOfflineAsync(false);

        await Resumed(ana, ["primera mientras no había línea", "segunda mientras no había línea"]);
    }

    [Fact]
    public async Task What_is_sent_without_a_line_goes_out_once_when_it_is_back()
    {
        var (ana, psid) = await Chatting("Omar Paz");
        await Profile.SetOfflineAsync(true);
        await Expect(ana.Sync).Not.ToHaveAttributeAsync("data-state", "in-sync");
        await ana.Answer("Sale cuando vuelva la línea");
        await Expect(ana.Message("Sale cuando vuelva la línea")).ToHaveAttributeAsync("data-state", "queued");
        await Profile.SetOfflineAsync(false);

        await ana.IsInSync();
        await Expect(ana.Message("Sale cuando vuelva la línea")).ToHaveAttributeAsync("data-state", new System.Text.RegularExpressions.Regex("sent|delivered|read"));
        await Expect(ana.Message("Sale cuando vuelva la línea")).ToHaveCountAsync(1);
        Assert.Single(await Floor.Phone(psid), text => text == "Sale cuando vuelva la línea");
    }

    [Fact]
    public async Task A_killed_product_comes_back_under_an_open_desk()
    {
        var (ana, psid) = await Chatting("Julia Mena");

        await Product.Kill();
        await Expect(ana.Sync).Not.ToHaveAttributeAsync("data-state", "in-sync");
        await Expect(ana.Message("Hola")).ToHaveCountAsync(1);
        await Product.Start();
        await Floor.Writes(psid, "escrito después del corte");

        await Resumed(ana, ["escrito después del corte"]);
        await ana.Compose.PressAsync("Enter");
        await Expect(ana.Message("un borrador sin enviar")).ToHaveAttributeAsync("data-state", new System.Text.RegularExpressions.Regex("sent|delivered|read"));
        Assert.Single(await Floor.Phone(psid), text => text == "un borrador sin enviar");
    }

    private async Task<(DeskScreen Desk, string Psid)> Chatting(string name)
    {
        var ana = await Desk();
        var psid = await Floor.Customer(name);
        await Floor.Writes(psid, "Hola");
        await ana.Open(name);
        await Expect(ana.Message("Hola")).ToHaveCountAsync(1);
        await ana.Compose.FillAsync("un borrador sin enviar");
        return (ana, psid);
    }

    private static async Task Resumed(DeskScreen ana, string[] meanwhile)
    {
        await ana.IsInSync();
        foreach (var text in meanwhile)
        {
            await Expect(ana.Message(text)).ToHaveCountAsync(1);
        }

        await Expect(ana.Messages).ToHaveCountAsync(1 + meanwhile.Length);
        await Expect(ana.Compose).ToHaveValueAsync("un borrador sin enviar");
        await Expect(ana.Items).ToHaveCountAsync(1);
    }
}
