using Messenger.Front.Tests.Product;
using Messenger.Storage.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Tests.Activations;

/// <summary>A product of its own: a login takes Pages away from campaigns, also from those of other tests.</summary>
public sealed class ActivationProduct : IAsyncLifetime
{
    public RunningProduct Running { get; private set; } = null!;

    public HttpClient Admin { get; private set; } = null!;

    public Facebook Facebook { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Running = await RunningProduct.Start();
        Admin = await Running.Client("admin");
        Facebook = new Facebook(Running, Admin);
    }

    public ValueTask DisposeAsync() => Running.DisposeAsync();

    public async Task<HttpClient> OtherAdmin()
    {
        await using var scope = Running.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var name = "admin." + Guid.NewGuid().ToString("N");
        var user = new User { Id = Guid.NewGuid().ToString("N"), UserName = name, DisplayName = "Otra" };
        Assert.True((await users.CreateAsync(user, RunningProduct.Password)).Succeeded);
        Assert.True((await users.AddToRolesAsync(user, [Roles.Administrator])).Succeeded);
        return await Running.Client(name);
    }
}
