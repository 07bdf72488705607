using System.Security.Claims;
using Messenger.Storage.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Security;

/// <summary>Which campaigns somebody may look into as a supervisor (R44). An endpoint that takes one as a parameter gets its caller's.</summary>
/// <param name="Only">Their ids; null = all.</param>
internal sealed record CampaignScope(IReadOnlySet<string>? Only)
{
    public static readonly CampaignScope Every = new((IReadOnlySet<string>?)null);

    public static readonly CampaignScope None = new(new HashSet<string>());

    public bool IsEvery => Only is null;

    public bool Sees(string campaignId) => Only is null || Only.Contains(campaignId);

    public static async ValueTask<CampaignScope?> BindAsync(HttpContext context) =>
        await context.RequestServices.GetRequiredService<CampaignScopes>().Of(context.User, context.RequestAborted);
}

/// <summary>The one place that decides it: administrators see all; supervisors all, or those on their list, as it is now; nobody else any.</summary>
internal sealed class CampaignScopes(Standings standings)
{
    public async ValueTask<CampaignScope> Of(ClaimsPrincipal user, CancellationToken ct) =>
        user.IsInRole(Roles.Administrator) ? CampaignScope.Every
        : !user.IsInRole(Roles.Supervisor) || user.FindFirstValue(ClaimTypes.NameIdentifier) is not { } id || await standings.Of(id, ct) is not { } standing ? CampaignScope.None
        : standing.Campaigns is { } list ? new CampaignScope(list.ToHashSet(StringComparer.Ordinal))
        : CampaignScope.Every;
}
