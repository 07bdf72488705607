using Messenger.Browser.Tests.Running;

namespace Messenger.Browser.Tests;

/// <summary>What customers do beside writing: the desk shows it as it happens and after a reload, in the agent's language.</summary>
[Collection(Work.Name)]
public sealed class TranscriptTests(Product product, Chromium chromium) : BrowserTest(product, chromium)
{
    [Fact]
    public async Task Reactions_edits_withdrawals_answers_and_lines_stand_in_the_transcript()
    {
        await Floor.Settings(new { unsend = true });
        var ana = await Desk();
        var psid = await Floor.Customer("Rocío Vidal");
        await Floor.Does(psid, "referral", new { @ref = "promo-verano", source = "SHORTLINK" });
        var first = await Floor.Writes(psid, "¿Tienen este modelo en azúl?");
        await ana.Open("Rocío Vidal");
        await Expect(ana.Messages.First).ToContainTextAsync("Llegó desde Facebook: promo-verano");

        await ana.Answer("Sí, en todos los talles.");
        await Expect(ana.Message("todos los talles")).ToHaveAttributeAsync("data-state", "delivered");
        var answer = (await Floor.Mids(psid))[^1];
        await Floor.Does(psid, "reaction", new { mid = answer, emoji = "❤️" });
        await Expect(ana.Message("todos los talles").GetByTestId("reaction")).ToHaveAttributeAsync("aria-label", "El cliente reaccionó con ❤️");

        await Floor.Does(psid, "edit", new { mid = first, text = "¿Tienen este modelo en azul?" });
        await Expect(ana.Message("modelo en azul?")).ToContainTextAsync("Editado");

        await Floor.Writes(psid, "¿Y este otro?", answer);
        await Expect(ana.Message("este otro").GetByTestId("quote")).ToContainTextAsync("Sí, en todos los talles.");

        var wrong = await Floor.Writes(psid, "perdón, me equivoqué de chat");
        await Expect(ana.Message("me equivoqué")).ToHaveCountAsync(1);
        await Floor.Does(psid, "unsend", new { mid = wrong });
        await Expect(ana.Message("me equivoqué")).ToHaveCountAsync(0);
        await Expect(ana.Message("El mensaje fue eliminado")).ToHaveCountAsync(1);
        await Floor.Does(psid, "account-linking", new { status = "linked" });
        await Expect(ana.Message("Vinculó su cuenta")).ToHaveCountAsync(1);

        await Look(ana.Page, "transcript");
        await ana.Page.ReloadAsync();
        await ana.IsInSync();
        await ana.Open("Rocío Vidal");
        await Expect(ana.Messages).ToHaveCountAsync(6);
        await Expect(ana.Message("todos los talles").GetByTestId("reaction")).ToBeVisibleAsync();
        await Expect(ana.Message("este otro").GetByTestId("quote")).ToContainTextAsync("Sí, en todos los talles.");
        await Expect(ana.Message("El mensaje fue eliminado")).ToHaveCountAsync(1);

        await Floor.Does(psid, "reaction", new { mid = answer });
        await Expect(ana.Message("todos los talles").GetByTestId("reaction")).ToHaveCountAsync(0);
    }
}
