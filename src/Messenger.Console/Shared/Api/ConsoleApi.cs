using Messenger.Domain.Http;

namespace Messenger.Console.Shared.Api;

/// <summary>The API calls of signing in, the desk and the board.</summary>
public sealed class ConsoleApi(HttpClient http) : ApiCalls(http)
{
    private DemoPeople? demo;
    private bool demoAsked;

    public Task<Reply<TokenReply>> SignIn(string userName, string password) =>
        Send(
            HttpMethod.Post, "api/auth/login?useCookies=false", new LoginRequest(userName, password), ConsoleJson.Default.LoginRequest,
            ConsoleJson.Default.TokenReply);

    public Task<Reply<Nothing>> ChoosePassword(PasswordChange change) => Tell(HttpMethod.Post, "api/auth/password", change, ConsoleJson.Default.PasswordChange);

    public Task<Reply<SignInHelp>> SignInHelp() => Get("api/auth/help", ConsoleJson.Default.SignInHelp);

    public Task<Reply<Me>> Me() => Get("api/me", ConsoleJson.Default.Me);

    public Task<Reply<ConfigurationView>> Configuration() => Get("api/configuration", ConsoleJson.Default.ConfigurationView);

    public Task<Reply<DeskCampaignList>> OwnCampaigns() => Get("api/desk/campaigns", ConsoleJson.Default.DeskCampaignList);

    public Task<Reply<CampaignList>> Campaigns() => Get("api/campaigns", ConsoleJson.Default.CampaignList);

    /// <summary>Where an interaction could go.</summary>
    public Task<Reply<TargetList>> Targets(string interactionId) =>
        Get($"api/desk/targets?interaction={Uri.EscapeDataString(interactionId)}", ConsoleJson.Default.TargetList);

    /// <summary>What the signed-in agent had last, the newest first.</summary>
    public Task<Reply<OwnHistory>> OwnHistory(string search, string? cursor) => Get(
        $"api/desk/history?search={Uri.EscapeDataString(search)}&cursor={Uri.EscapeDataString(cursor ?? "")}", ConsoleJson.Default.OwnHistory);

    public Task<Reply<OwnTranscript>> OwnTranscript(string interactionId) =>
        Get($"api/desk/history/{Uri.EscapeDataString(interactionId)}", ConsoleJson.Default.OwnTranscript);

    public Task<Reply<RingingCustomer>> WhoRings(string interactionId) =>
        Get($"api/desk/ringing/{Uri.EscapeDataString(interactionId)}", ConsoleJson.Default.RingingCustomer);

    /// <summary>What an agent has now.</summary>
    public Task<Reply<HeldList>> HeldBy(string userName) => Get($"api/agents/{Uri.EscapeDataString(userName)}/interactions", ConsoleJson.Default.HeldList);

    /// <summary>What Meta did to the Page for its conduct, the newest first.</summary>
    public Task<Reply<PageEventList>> PagePolicy(string pageId) =>
        Get($"api/pages/{Uri.EscapeDataString(pageId)}/events?kind={PageEventWord.PolicyEnforcement}&limit=20", ConsoleJson.Default.PageEventList);

    /// <summary>Whose reply window closes while the campaign is closed.</summary>
    public Task<Reply<ClosingWindowList>> ClosingWindows(string campaignId) =>
        Get($"api/campaigns/{Uri.EscapeDataString(campaignId)}/closing-windows", ConsoleJson.Default.ClosingWindowList);

    /// <summary>What became of an interaction, and why; in the language of the screen.</summary>
    public Task<Reply<WhyView>> Why(string interactionId) => Get($"api/interactions/{Uri.EscapeDataString(interactionId)}/why", ConsoleJson.Default.WhyView);

    /// <summary>The demo users; null outside Development. Asked once per tab.</summary>
    public async Task<DemoPeople?> Demo()
    {
        if (!demoAsked)
        {
            var reply = await Get("api/development/people", ConsoleJson.Default.DemoPeople);
            demo = reply.Value;
            demoAsked = !reply.IsUnreachable;
        }

        return demo;
    }

    public async Task SignOut()
    {
        try
        {
            using var answer = await Http.PostAsync("api/auth/logout", null);
        }
        catch (HttpRequestException)
        {
            // Signing out here never depends on the server: the tab forgets its tokens anyway.
        }
    }
}
