using Messenger.Domain.Conversations;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Commands;

/// <summary>Commands that are refused say so with a stable code and in the language of whoever reads.</summary>
[Collection(ProductCollection.Name)]
public sealed class RefusalTests(SharedProduct shared)
{
    private readonly RunningProduct _product = shared.Running;

    [Theory]
    [InlineData("agent?lang=es", null, "Esta interacción ya no es suya.", "Eso no existe o no es posible.")]
    [InlineData("agent?lang=en", "es", "This interaction is not yours any more.", "That does not exist, or is not possible.")]
    [InlineData("agent?lang=pt-BR", null, "Esta interação não é mais sua.", "Isso não existe ou não é possível.")]
    [InlineData("agent", "pt-BR,pt;q=0.9,en;q=0.8", "Esta interação não é mais sua.", "Isso não existe ou não é possível.")]
    [InlineData("agent", "de;q=0.9,fr,es-UY;q=0.5", "Esta interacción ya no es suya.", "Eso no existe o no es posible.")]
    [InlineData("agent?lang=xx", "ja", "This interaction is not yours any more.", "That does not exist, or is not possible.")]
    [InlineData("agent", null, "This interaction is not yours any more.", "That does not exist, or is not possible.")]
    public async Task The_text_is_in_the_readers_language(string hub, string? accepted, string notYours, string unknown)
    {
        var work = await Workplace.Open(_product);
        var psid = work.Customer();
        await work.Webhook.Write(psid, "nobody's yet");
        await using var agent = await _product.Connect("carla", hub, configure: o =>
        {
            if (accepted is not null)
            {
                o.Headers["Accept-Language"] = accepted;
            }
        });
        Assert.Equal(new CommandResult(false, "not-yours", notYours), await agent.Do("MarkSeen", work.InteractionOf(psid)));
        Assert.Equal(new CommandResult(false, "unknown", unknown), await agent.Do("SetStatus", "asleep", null));
    }

    [Fact]
    public async Task Each_reason_has_its_code()
    {
        var work = await Workplace.Open(_product);
        var agent = await work.Agent("eva");
        var (open, late) = (work.Customer(), work.Customer());
        await using var eva = await _product.Connect(agent, "agent?lang=es");
        await eva.Desk();
        await work.Webhook.Write(open, "now");

        // Whom nobody may answer any more is never assigned (R18): this one's window closes on the desk.
        await work.Webhook.Write(late, "long ago", at: DateTimeOffset.UtcNow - WindowRules.HumanAgent + WindowRules.Margin + TimeSpan.FromSeconds(15));
        await eva.Saw<InteractionAdded>("interaction.added", i => i.Interaction.Id == work.InteractionOf(open));
        await eva.Saw<InteractionAdded>("interaction.added", i => i.Interaction.Id == work.InteractionOf(late));
        await Eventually.Is(eva.Desk, desk => desk.Interactions.Single(i => i.Id == work.InteractionOf(late)).Window.Kind == "closed", "its window closes", 60);

        await Refuses("window-closed", "SendText", work.InteractionOf(late), "c1", "too late");
        await Refuses("too-long", "SendText", work.InteractionOf(open), "c2", new string('x', 20_001));
        await Refuses("open-interactions", "SetStatus", "offline", null);
        await Refuses("not-yours", "SendText", work.InteractionOf(work.Customer()), "c3", "x");
        await Refuses("not-yours", "Close", work.InteractionOf(open, 7), null, null, null);
        await Refuses("unknown", "SendText", work.InteractionOf(open), "", "x");
        await Refuses("unknown", "SendText", work.InteractionOf(open), new string('c', 101), "x");
        await Refuses("unknown", "SendText", work.InteractionOf(open), "c4", "");
        await Refuses("unknown", "SendText", work.InteractionOf(open), null, null);
        await Refuses("unknown", "SendText", null, "c5", "x");
        await Refuses("too-long", "Close", work.InteractionOf(open), null, new string('n', 2_001), null);
        await Refuses("unknown", "Close", work.InteractionOf(open), "no-such-disposition", null, null);
        await Refuses("unknown", "Accept", "not an id", null);
        await Refuses("unknown", "SendText", work.InteractionOf(open), "c6", "  \n ");
        await Refuses("unknown", "MarkSeen", "not an id");
        await Refuses("unknown", "Typing", [null]);
        await Refuses("unknown", "Close", "1-2-3-4", null, null, null);
        await Refuses("unknown", "Decline", "", null, null);
        await Refuses("unknown", "StartBreak", "siesta", false, null);
        await Refuses("unknown", "StartBreak", null, false, null);
        await Refuses("unknown", "SetStatus", null, null);
        Assert.Equal(2, (await eva.Desk()).Interactions.Count);

        async Task Refuses(string code, string command, params object?[] arguments)
        {
            var result = await eva.Do(command, arguments);
            Assert.Equal((false, code), (result.Ok, result.Code));
            Assert.False(string.IsNullOrWhiteSpace(result.Message));
        }
    }

    [Fact]
    public async Task What_is_no_command_of_the_hub_fails_alone()
    {
        await using var agent = await _product.Connect("carla");
        foreach (var attempt in new Func<Task>[]
        {
            () => agent.Do("OnConnectedAsync"), () => agent.Do("Dispose"), () => agent.Do("Events", [Array.Empty<object>()]), () => agent.Do("SetStatus", "available"),
            () => agent.Do("StartBreak", "almuerzo", "yes please", null), () => agent.Do("SetStatus", new { a = 1 }, null),
        })
        {
            await Assert.ThrowsAsync<Microsoft.AspNetCore.SignalR.HubException>(attempt);
        }

        Assert.NotNull(await agent.Desk());
    }
}
