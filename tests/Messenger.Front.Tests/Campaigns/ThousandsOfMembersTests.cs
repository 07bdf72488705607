using System.Text.Json;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;
using Messenger.Storage.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Tests.Campaigns;

/// <summary>Five thousand members, on a product of their own.</summary>
public sealed class ThousandsOfMembersTests(SharedProduct own) : IClassFixture<SharedProduct>
{
    private const int Thousands = 5_000;

    private readonly RunningProduct _product = own.Running;

    [Fact]
    public async Task They_are_set_and_read_at_once_and_the_last_of_them_is_told()
    {
        var work = await Workplace.Open(_product);
        var users = _product.Services.GetRequiredService<UserStore>();
        string[] names = [.. Enumerable.Range(0, Thousands).Select(n => $"miles.{n}")];
        await Task.WhenAll(names.Select(async name =>
        {
            var user = new User { Id = name, UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = name };
            Assert.True((await users.CreateAsync(user, default)).Succeeded);
            await users.AddToRoleAsync(user, Roles.Agent, default);
        }));
        var agent = await work.Agent("entre-miles");
        foreach (var campaign in new[] { work.VoiceId, work.CampaignId })
        {
            var set = await _product.Set($"/api/campaigns/{campaign}/members", new { items = names.Append(agent).Reverse().Select(userName => new { userName }) });
            Assert.Equal(names.Append(agent).Reverse(), set.GetProperty("items").EnumerateArray().Select(m => m.GetProperty("userName").GetString()));
            Assert.All(set.GetProperty("items").EnumerateArray(), m => Assert.Equal(JsonValueKind.Null, m.GetProperty("reason").ValueKind));
        }

        await using var desk = await _product.Connect(agent);
        await desk.Desk();
        var psid = work.Customer();
        await work.Webhook.Write(psid, "hola");
        await desk.Saw<InteractionAdded>("interaction.added", added => added.Interaction.Id == work.InteractionOf(psid));
    }
}
