using System.Net.Http.Json;
using System.Text.Json;
using Messenger.Domain.Http;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.People;

/// <summary>What an administrator does with users, and they with their passwords.</summary>
internal static class Personnel
{
    private static int _made;

    /// <summary>Nobody else has it.</summary>
    public static string NewName(string name) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}-{Interlocked.Increment(ref _made)}");

    public static async Task<HttpResponseMessage> Make(this RunningProduct product, object user, string by = "admin")
    {
        using var caller = await product.Client(by);
        return await caller.PostAsJsonAsync("/api/users", user);
    }

    /// <summary>Makes a user, and has him choose the password that everybody here has.</summary>
    public static async Task<string> Hire(this RunningProduct product, string name, params string[] roles)
    {
        var userName = NewName(name);
        using var made = await product.Make(new { userName, displayName = name, roles });
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
        var issued = (await made.Content.ReadFromJsonAsync<IssuedPassword>(JsonSerializerOptions.Web))!;
        using var chosen = await product.ChoosePassword(userName, issued.Password, RunningProduct.Password);
        Assert.True(chosen.IsSuccessStatusCode, await chosen.Content.ReadAsStringAsync());
        return userName;
    }

    public static Task<HttpResponseMessage> ChoosePassword(this RunningProduct product, string userName, string password, string newPassword) =>
        product.Product.PostAsJsonAsync("/api/auth/password", new PasswordChange(userName, password, newPassword));

    public static async Task<IssuedPassword> NewPassword(this RunningProduct product, string userName)
    {
        using var admin = await product.Client("admin");
        using var reply = await admin.PostAsync($"/api/users/{userName}/password", null);
        reply.EnsureSuccessStatusCode();
        Assert.True(reply.Headers.CacheControl?.NoStore);
        return (await reply.Content.ReadFromJsonAsync<IssuedPassword>(JsonSerializerOptions.Web))!;
    }

    public static Task<HttpResponseMessage> Login(this RunningProduct product, string userName, string password) =>
        product.Product.PostAsJsonAsync("/api/auth/login?useCookies=false", new LoginRequest(userName, password));

    public static async Task<UserView> Seen(this RunningProduct product, string userName) =>
        (await product.Read($"/api/users/{userName}")).Body.Deserialize<UserView>(JsonSerializerOptions.Web)!;
}
