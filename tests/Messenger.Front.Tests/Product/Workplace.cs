using System.Globalization;
using Messenger.Contracts;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;
using Messenger.Storage.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Tests.Product;

/// <summary>A campaign of its own, open all week, on a Page of its own, with agents of its own: no test sees another's work.</summary>
public sealed class Workplace
{
    private static int _opened;

    private readonly RunningProduct _product;
    private readonly List<Member> _members = [];
    private readonly List<Member> _inVoice = [];
    private readonly int _number = Interlocked.Increment(ref _opened);
    private int _customers;
    private CampaignSettings _settings = CampaignSettings.Default;

    private Workplace(RunningProduct product)
    {
        _product = product;
        CampaignId = Text($"work-{_number}");
        PageId = Text($"7000{_number:00000000}");
        Webhook = new SignedWebhook(product, PageId);
    }

    public string CampaignId { get; }

    /// <summary>The roster of the telephone system that its agents are in, as the voice rule asks (R33).</summary>
    public string VoiceId => "voice-" + CampaignId;

    public string PageId { get; }

    public SignedWebhook Webhook { get; }

    public static async Task<Workplace> Open(RunningProduct product, int maxPerAgent = 3)
    {
        var workplace = new Workplace(product);
        await workplace.Save(_ => CampaignSettings.Default with
        {
            Name = $"Work {workplace._number}",
            Schedule = OpenInterval.AllWeek,
            PageId = workplace.PageId,
            PageName = $"Page {workplace._number}",
            MaxPerAgent = maxPerAgent,
        });
        Assert.IsType<Answer.Ok>(await workplace.Voice.Handle(new CampaignCommand.Save(
            CampaignSettings.Default with { Name = $"Voice {workplace._number}", Type = CampaignType.Voice, Schedule = OpenInterval.AllWeek }, 0)));
        return workplace;
    }

    /// <summary>Changes the campaign's settings.</summary>
    public async Task Save(Func<CampaignSettings, CampaignSettings> change)
    {
        var settings = change(_settings);
        Assert.IsType<Answer.Ok>(await Campaign.Handle(new CampaignCommand.Save(settings, _settings.Version)));
        _settings = settings with { Version = _settings.Version + 1 };
    }

    private ICampaignGrain Campaign => _product.Services.GetRequiredService<IGrainFactory>().GetGrain<ICampaignGrain>(CampaignId);

    private ICampaignGrain Voice => _product.Services.GetRequiredService<IGrainFactory>().GetGrain<ICampaignGrain>(VoiceId);

    /// <summary>Hires an agent and answers his user name; his desk is not connected yet.</summary>
    /// <param name="inVoice">False = he is in no voice campaign, and receives nothing.</param>
    public async Task<string> Agent(string name, string? displayName = null, bool inVoice = true)
    {
        var user = await Person($"{name}.{_number}", displayName ?? name, Roles.Agent);
        var grains = _product.Services.GetRequiredService<IGrainFactory>();
        await grains.GetGrain<IAgentGrain>(user.Id).Handle(new AgentCommand.Register(user.UserName, user.DisplayName));
        _members.Add(new Member(user.Id));
        if (inVoice)
        {
            _inVoice.Add(new Member(user.Id));
            Assert.IsType<Answer.Ok>(await Voice.Handle(new CampaignCommand.SetMembers([.. _inVoice])));
        }

        Assert.IsType<Answer.Ok>(await Campaign.Handle(new CampaignCommand.SetMembers([.. _members])));
        return user.UserName;
    }

    /// <summary>He is a member no longer.</summary>
    public async Task Dismiss(string userName)
    {
        await using var scope = _product.Services.CreateAsyncScope();
        var user = await scope.ServiceProvider.GetRequiredService<UserManager<User>>().FindByNameAsync(userName);
        _members.RemoveAll(member => member.AgentId == user!.Id);
        Assert.IsType<Answer.Ok>(await Campaign.Handle(new CampaignCommand.SetMembers([.. _members])));
    }

    public async Task<User> Person(string userName, string displayName, params string[] roles)
    {
        await using var scope = _product.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var user = new User { Id = Guid.NewGuid().ToString("N"), UserName = userName, DisplayName = displayName };
        Assert.True((await users.CreateAsync(user, RunningProduct.Password)).Succeeded);
        Assert.True((await users.AddToRolesAsync(user, roles)).Succeeded);
        return user;
    }

    /// <summary>A customer of this Page nobody has heard of.</summary>
    public string Customer() => Text($"8{_number:00000}{Interlocked.Increment(ref _customers):00000000}");

    public string InteractionOf(string psid, int number = 1) => Names.InteractionId(Names.ConversationKey(PageId, psid), number);

    public string StreamOf(string psid) => Names.ConversationStream(Names.ConversationKey(PageId, psid));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
