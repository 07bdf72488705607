using System.Net;
using System.Net.Http.Json;
using Messenger.Domain.Http;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.People;

/// <summary>One-time passwords, choosing one's own, and whom to ask for one.</summary>
[Collection(ProductCollection.Name)]
public sealed class PasswordTests(SharedProduct shared)
{
    private readonly RunningProduct _product = shared.Running;

    [Fact]
    public async Task A_one_time_password_opens_nothing_but_the_choice_of_his_own()
    {
        var name = await _product.Hire("eva", "agent");
        var issued = await _product.NewPassword(name);
        using var old = await _product.Login(name, RunningProduct.Password);
        Assert.Equal("/problems/sign-in-refused", (await AnsweredProblem.Of(old)).Type);
        using var entering = await _product.Login(name, issued.Password);
        Assert.Equal((HttpStatusCode.Forbidden, "/problems/password-change-required"), (entering.StatusCode, (await AnsweredProblem.Of(entering)).Type));
        Assert.False(entering.Headers.Contains("Set-Cookie"));

        using var chosen = await _product.ChoosePassword(name, issued.Password, "mi propia clave");
        Assert.Equal(HttpStatusCode.NoContent, chosen.StatusCode);
        using var entered = await _product.Login(name, "mi propia clave");
        Assert.Equal(HttpStatusCode.OK, entered.StatusCode);
        Assert.False((await _product.Seen(name)).OneTimePassword);
        using var again = await _product.ChoosePassword(name, issued.Password, "otra clave mía");
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
    }

    [Fact]
    public async Task Another_password_ends_what_is_signed_in()
    {
        var name = await _product.Hire("eva", "supervisor");
        using var signedIn = await _product.Client(name);
        Assert.Equal(name, (await signedIn.GetFromJsonAsync<Me>("/api/me", TestContext.Current.CancellationToken))!.UserName);
        using var chosen = await _product.ChoosePassword(name, RunningProduct.Password, "otra clave mía");
        Assert.Equal(HttpStatusCode.NoContent, chosen.StatusCode);
        using var after = await signedIn.GetAsync("/api/me", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Theory]
    [InlineData("short", "length")]
    [InlineData("", "length")]
    [InlineData(RunningProduct.Password, "same-password")]
    public async Task A_password_of_ones_own_is_long_enough_and_another_one(string password, string code)
    {
        var name = await _product.Hire("eva", "agent");
        using var reply = await _product.ChoosePassword(name, RunningProduct.Password, password);
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal(code, (await AnsweredProblem.Of(reply)).Faults!["newPassword"].Code);
    }

    [Fact]
    public async Task Trying_is_locked_out_as_signing_in_is_and_a_new_password_unlocks()
    {
        var name = await _product.Hire("eva", "agent");
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await _product.ChoosePassword(name, $"wrong {i}", "mi propia clave");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using var locked = await _product.ChoosePassword(name, RunningProduct.Password, "mi propia clave");
        Assert.Equal("/problems/locked-out", (await AnsweredProblem.Of(locked)).Type);
        using var unlocked = await _product.ChoosePassword(name, (await _product.NewPassword(name)).Password, "mi propia clave");
        Assert.Equal(HttpStatusCode.NoContent, unlocked.StatusCode);
    }

    [Fact]
    public async Task Trying_on_and_on_is_stopped_for_a_while()
    {
        HttpResponseMessage? last = null;
        for (var i = 0; i < 31; i++)
        {
            last?.Dispose();
            last = await _product.ChoosePassword("nobody.to.guess", $"wrong {i}", "mi propia clave");
        }

        Assert.Equal("/problems/too-many-attempts", (await AnsweredProblem.Of(last!)).Type);
        last!.Dispose();
    }

    [Fact]
    public async Task Whom_to_ask_is_told_to_everybody()
    {
        await _product.Set("/api/configuration", new { passwordContact = "Mesa de ayuda, interno 4567" });
        Assert.Equal("Mesa de ayuda, interno 4567", (await _product.Product.GetFromJsonAsync<SignInHelp>("/api/auth/help", TestContext.Current.CancellationToken))!.PasswordContact);
        await _product.Set("/api/configuration", new { passwordContact = "" });
        Assert.Equal("", (await _product.Product.GetFromJsonAsync<SignInHelp>("/api/auth/help", TestContext.Current.CancellationToken))!.PasswordContact);
    }
}
