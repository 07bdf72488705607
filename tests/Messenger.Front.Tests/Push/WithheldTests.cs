using Messenger.Contracts;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;
using Messenger.Storage.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Tests.Push;

/// <summary>R33: who receives nothing because he is in no voice campaign reads it on his desk, and his supervisor on the board.</summary>
[Collection(ProductCollection.Name)]
public sealed class WithheldTests(SharedProduct shared)
{
    private const string NoVoice = "not-in-voice-campaign";

    private readonly RunningProduct _product = shared.Running;

    [Fact]
    public async Task Desk_and_board_say_it_until_he_is_in_a_voice_campaign()
    {
        var work = await Workplace.Open(_product);
        var grains = _product.Services.GetRequiredService<IGrainFactory>();
        var campaign = grains.GetGrain<ICampaignGrain>(work.CampaignId);
        var person = await work.Person($"eva.withheld.{work.CampaignId}", "Eva", Roles.Agent);
        await grains.GetGrain<IAgentGrain>(person.Id).Handle(new AgentCommand.Register(person.UserName, person.DisplayName));
        await campaign.Handle(new CampaignCommand.SetGlobals(new GlobalRules(1_000, NeedsVoice: true, [])));
        await campaign.Handle(new CampaignCommand.SetMembers([new Member(person.Id)]));

        await using var eva = await _product.Connect(person.UserName);
        await using var sofia = await _product.Connect("sofia", "supervisor");
        await Eventually.Is(async () => (await eva.Desk()).Agent.Withheld, why => why == NoVoice, "his desk says it");
        await Eventually.Is(async () => (await Row(sofia, work)).Withheld, why => why == NoVoice, "the board says it");
        await work.Webhook.Write(work.Customer(), "nadie me atiende");
        await sofia.Saw<BoardChange>("board.changed", b => b.Tiles.Waiting == 1);

        var roster = grains.GetGrain<ICampaignGrain>("roster-" + work.CampaignId);
        await roster.Handle(new CampaignCommand.Save(CampaignSettings.Default with { Name = $"Roster {work.CampaignId}", Type = CampaignType.Voice }, 0));
        await roster.Handle(new CampaignCommand.SetMembers([new Member(person.Id)]));
        await eva.Saw<AgentView>("agent.changed", a => a.Withheld is null);
        await eva.Saw<InteractionAdded>("interaction.added", _ => true);
        await sofia.Saw<BoardChange>("board.changed", b => b.Agents.Any(a => a is { Withheld: null, Load: 1 }));
    }

    private static async Task<AgentRow> Row(HubClient sofia, Workplace work) =>
        Assert.Single(HubClient.Read<BoardSnapshot>((await sofia.Subscribe("campaign:" + work.CampaignId)).Snapshot!.Value).Agents);
}
