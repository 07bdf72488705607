using System.Globalization;
using Messenger.Contracts;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;
using Messenger.Host.Composition;
using Messenger.Simulator;
using Messenger.Storage;
using Messenger.Storage.Security;
using Messenger.Tests.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Bench.Running;

/// <summary>The demo campaign, staffed for the load: made through the product's own grains before the product is measured.</summary>
internal static class CallCentre
{
    public const string Verb = "--call-centre";
    public const string Password = "messenger";

    /// <summary>A round number of them per customer, so that nobody's desk is the bottleneck.</summary>
    public const int Agents = 20;

    /// <summary>All desks together.</summary>
    public const int Slots = Agents * MostPerAgent;

    private const string CampaignId = "soporte";

    /// <summary>Who is in no voice campaign receives nothing (R33).</summary>
    private const string VoiceId = "telefonia";
    private const int MostPerAgent = 50;

    public static IEnumerable<string> UserNames => Enumerable.Range(1, Agents).Select(n => string.Create(CultureInfo.InvariantCulture, $"agent{n:00}"));

    /// <summary>In a process of its own, which has ended when this returns.</summary>
    public static async Task Create(StorageOptions storage)
    {
        await using var process = ChildProcess.StartBench([Verb, .. ProductProcess.Arguments(storage, Ports.Free(4))]);
        if (await process.Ended() != 0)
        {
            throw new InvalidOperationException("The call centre cannot be set up:\n" + process.Output);
        }
    }

    public static async Task<int> Create(string[] hostArguments)
    {
        await using var host = MessengerHost.Build(hostArguments);
        await host.Start();
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
            var members = new List<Member>();
            foreach (var name in UserNames)
            {
                var user = new User { Id = Guid.NewGuid().ToString("N"), UserName = name, DisplayName = name };
                if (!(await users.CreateAsync(user, Password)).Succeeded || !(await users.AddToRoleAsync(user, Roles.Agent)).Succeeded)
                {
                    throw new InvalidOperationException($"{name} cannot be hired.");
                }

                await grains.GetGrain<IAgentGrain>(user.Id).Handle(new AgentCommand.Register(user.UserName, user.DisplayName));
                members.Add(new Member(user.Id));
            }

            foreach (var campaign in new[] { VoiceId, CampaignId })
            {
                Accepted(await grains.GetGrain<ICampaignGrain>(campaign).Handle(new CampaignCommand.SetMembers(members)));
            }
        }

        Accepted(await grains.GetGrain<ICampaignGrain>(CampaignId).Handle(new CampaignCommand.Save(
            CampaignSettings.Default with
            {
                Name = "Soporte",
                Schedule = OpenInterval.AllWeek,
                PageId = SimulatorDefaults.TiendaPageId,
                PageName = "Tienda",
                PageToken = host.Services.GetRequiredService<TokenProtection>().Protect(SimulatorDefaults.TiendaPageToken),
                MaxPerAgent = MostPerAgent,
                AbandonmentSeconds = 0,
            },
            BasedOn: 1)));
        await host.Stop();
        return 0;
    }

    private static void Accepted(Answer answer)
    {
        if (answer is Answer.Refused refused)
        {
            throw new InvalidOperationException($"The set-up was refused: {refused.Code}.");
        }
    }
}
