using Messenger.Contracts;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Configuration;
using Messenger.Domain.Shared;
using Messenger.Simulator;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Configuration;
using Messenger.Storage.Security;

namespace Messenger.Host.Demo;

/// <summary>The members, campaigns, breaks, dispositions and canned responses of a Development installation; made once, never changed back.</summary>
public sealed class DemoCampaigns(
    IGrainFactory grains, UserStore users, CampaignQueries campaigns, ConfigurationQueries configuration, TokenProtection tokens)
{
    internal const string TimeZone = "America/Montevideo";

    internal async Task Create()
    {
        if ((await configuration.Read(CancellationToken.None)).Version == 0)
        {
            Accepted(await grains.GetGrain<IConfigurationGrain>(IConfigurationGrain.Key).Handle(new ConfigurationCommand.Save(Settings, 0)));
        }

        var agents = (await users.All(CancellationToken.None))
            .Where(u => u.Roles.Contains(Roles.Agent)).OrderBy(u => u.User.UserName, StringComparer.Ordinal).Select(u => u.User).ToArray();
        var members = new CampaignCommand.SetMembers([.. agents.Select(agent => new Member(agent.Id))])
        {
            UserNames = agents.ToDictionary(agent => agent.Id, agent => agent.UserName, StringComparer.Ordinal),
        };
        await Staff(FirstVoiceCampaign.Id, members);
        await Create("soporte", CampaignSettings.Default with
        {
            Name = "Soporte",
            TimeZone = TimeZone,
            Schedule = OpenInterval.AllWeek,
            PageId = SimulatorDefaults.TiendaPageId,
            PageName = "Tienda Ñandú",
            PageToken = tokens.Protect(SimulatorDefaults.TiendaPageToken),
        });
        await Staff("soporte", members);
    }

    private static GlobalSettings Settings => new(
        0,
        [
            new BreakKind("almuerzo", "Almuerzo", "restaurant"), new BreakKind("bano", "Baño", "wc"),
            new BreakKind("capacitacion", "Capacitación", "school"), new BreakKind("reunion", "Reunión", "groups"),
        ],
        [new Disposition("resuelto", "Resuelto"), new Disposition("seguimiento", "Requiere seguimiento"), new Disposition("no-corresponde", "No corresponde")],
        [
            new CannedResponse("saludo", "Saludo", "hola", "¡Hola, {{customer.name}}! Soy {{agent.name}}, de {{campaign.name}}. ¿En qué puedo ayudarle?"),
            new CannedResponse("espera", "Un momento", "momento", "Deme un momento, por favor; lo verifico y le respondo enseguida."),
            new CannedResponse("despedida", "Despedida", "gracias", "Gracias por comunicarse con {{campaign.name}}. ¡Que tenga un buen día!"),
        ]);

    /// <summary>Members and settings are two commands; a crash between them is repaired by the next start.</summary>
    private async Task Create(string id, CampaignSettings settings)
    {
        if (await campaigns.Find(id) is null && !await campaigns.WasDeleted(id))
        {
            Accepted(await grains.GetGrain<ICampaignGrain>(id).Handle(new CampaignCommand.Save(settings, 0)));
        }
    }

    private async Task Staff(string id, CampaignCommand.SetMembers members)
    {
        if (await campaigns.Find(id) is not null && (await campaigns.Members(id)).Count == 0)
        {
            Accepted(await grains.GetGrain<ICampaignGrain>(id).Handle(members));
        }
    }

    private static void Accepted(Answer answer)
    {
        if (answer is Answer.Refused refused)
        {
            throw new InvalidOperationException($"Demo data was refused: {refused.Code}.");
        }
    }
}
