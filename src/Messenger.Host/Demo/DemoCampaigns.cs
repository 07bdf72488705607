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

/// <summary>The campaigns, breaks, dispositions and canned responses of a Development installation; made once, never changed back.</summary>
public sealed class DemoCampaigns(
    IGrainFactory grains, UserStore users, CampaignQueries campaigns, ConfigurationQueries configuration, TokenProtection tokens)
{
    private const string TimeZone = "America/Montevideo";

    internal async Task Create()
    {
        if ((await configuration.Read(CancellationToken.None)).Version == 0)
        {
            Accepted(await grains.GetGrain<IConfigurationGrain>(IConfigurationGrain.Key).Handle(new ConfigurationCommand.Save(Settings, 0)));
        }

        var members = (await users.All(CancellationToken.None))
            .Where(u => u.Roles.Contains(Roles.Agent)).OrderBy(u => u.User.UserName, StringComparer.Ordinal).Select(u => new Member(u.User.Id)).ToArray();
        await Create("telefonia", members, CampaignSettings.Default with
        {
            Name = "Telefonía",
            Type = CampaignType.Voice,
            TimeZone = TimeZone,
            Schedule = OpenInterval.AllWeek,
        });
        await Create("soporte", members, CampaignSettings.Default with
        {
            Name = "Soporte",
            TimeZone = TimeZone,
            Schedule = OpenInterval.AllWeek,
            PageId = SimulatorDefaults.TiendaPageId,
            PageName = "Tienda Ñandú",
            PageToken = tokens.Protect(SimulatorDefaults.TiendaPageToken),
        });
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
    private async Task Create(string id, Member[] members, CampaignSettings settings)
    {
        var grain = grains.GetGrain<ICampaignGrain>(id);
        if ((await campaigns.All(CancellationToken.None)).All(c => c.Id != id))
        {
            Accepted(await grain.Handle(new CampaignCommand.Save(settings, 0)));
        }

        if ((await campaigns.Members(id, CancellationToken.None)).Count == 0)
        {
            Accepted(await grain.Handle(new CampaignCommand.SetMembers(members)));
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
