using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Messenger.Front.Tests.Product;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Tests.Security;

/// <summary>
/// Every endpoint the running product has, also one that is added tomorrow: it is on one of the two short lists here, or it
/// answers 401 to nobody and 403 to somebody of the wrong role.
/// </summary>
[Collection(ProductCollection.Name)]
public sealed partial class EveryEndpointTests(SharedProduct shared)
{
    /// <summary>Open to everybody.</summary>
    private static readonly string[] Anonymous =
    [
        "GET /webhooks/messenger", "POST /webhooks/messenger", "POST /webhooks/messenger/deauthorize", "POST /webhooks/messenger/deletion",
        "GET /deletion", "POST /api/auth/login", "POST /api/auth/refresh", "POST /api/auth/password", "GET /api/auth/help", "* /health/live", "* /health/ready",
        "GET /metrics", "GET /manual", "GET /manual/{language}/{chapter}", "GET /manual/images/{file}",
        "GET /api/development/people", "GET /openapi/{documentName}.json",
        "* /api/{**rest}", "* /hubs/{**rest}", "* /webhooks/{**rest}", "* /health/{**rest}",
    ];

    /// <summary>For whoever is signed in; an endpoint comes here only when no role at all makes a difference.</summary>
    private static readonly string[] AnybodySignedIn = ["POST /api/auth/logout", "GET /api/me", "GET /api/configuration", "GET /api/files/{fileId}", "GET /api/desk/targets"];

    /// <summary>Not even for supervisors.</summary>
    private static readonly string[] AdministratorsOnly =
    [
        "POST /api/campaigns", "PUT /api/campaigns/{campaignId}", "DELETE /api/campaigns/{campaignId}", "PUT /api/campaigns/{campaignId}/members", "PUT /api/configuration", "GET /api/audit", "GET /api/audit/export",
        "GET /api/users", "POST /api/users", "GET /api/users/{userName}", "PUT /api/users/{userName}", "POST /api/users/{userName}/password",
        "POST /api/campaigns/{campaignId}/activations", "GET /api/campaigns/{campaignId}/activations", "GET /api/activations/{activationId}", "POST /api/activations/return",
        "POST /api/activations/{activationId}/page", "POST /api/activations/{activationId}/stop", "GET /api/meta-app", "POST /api/meta-app/check", "POST /api/meta-app/address-test", "GET /api/setup",
    ];

    private readonly RunningProduct _product = shared.Running;

    [Fact]
    public async Task Nobody_and_the_wrong_role_are_refused_everywhere_else()
    {
        var faults = new List<string>();
        var checkedOnes = 0;
        foreach (var (name, endpoint) in Endpoints())
        {
            if (IsFile(endpoint) || Anonymous.Contains(name))
            {
                continue;
            }

            if (await Status(endpoint, userName: null) is not HttpStatusCode.Unauthorized and var open)
            {
                faults.Add($"{name} answers {(int)open} to nobody");
            }

            if (!AnybodySignedIn.Contains(name))
            {
                var wrong = WrongRole(endpoint);
                if (await Status(endpoint, wrong) is not HttpStatusCode.Forbidden and var let)
                {
                    faults.Add($"{name} answers {(int)let} to {wrong}");
                }
            }

            checkedOnes++;
        }

        Assert.Empty(faults);
        Assert.True(checkedOnes >= 10, $"Only {checkedOnes} endpoints were found to check.");
    }

    [Fact]
    public async Task The_right_role_is_let_in()
    {
        foreach (var (name, endpoint) in Endpoints().Where(known => !IsFile(known.Endpoint) && !Anonymous.Contains(known.Name)))
        {
            var right = AdministratorsOnly.Contains(name) ? "admin" : WrongRole(endpoint) == "ana" ? "sofia" : "ana";
            var status = await Status(endpoint, right);
            Assert.False(status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden || (int)status >= 500, $"{name} answers {status} to {right}");
        }
    }

    [Fact]
    public async Task An_administrator_may_what_a_supervisor_may_but_has_no_desk()
    {
        foreach (var (name, endpoint) in Endpoints().Where(known => !IsFile(known.Endpoint) && !Anonymous.Contains(known.Name) && !AnybodySignedIn.Contains(known.Name)))
        {
            var status = await Status(endpoint, "admin");
            Assert.True((status == HttpStatusCode.Forbidden) == (WrongRole(endpoint) == "sofia"), $"{name} answers {status} to an administrator");
        }
    }

    [Fact]
    public async Task A_supervisor_may_not_what_is_the_administrators()
    {
        foreach (var (_, endpoint) in Endpoints().Where(known => AdministratorsOnly.Contains(known.Name)))
        {
            Assert.Equal(HttpStatusCode.Forbidden, await Status(endpoint, "sofia"));
        }
    }

    /// <summary>The lists must not name what is gone, or a later endpoint of that name would be open unseen.</summary>
    [Fact]
    public void The_lists_are_short_and_exact()
    {
        var names = Endpoints().Select(known => known.Name).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(Anonymous.Concat(AnybodySignedIn).Concat(AdministratorsOnly).Except(names));
        var open = Endpoints().Where(known => !IsFile(known.Endpoint) && known.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(known => known.Name);
        Assert.Equal(Anonymous.Order(StringComparer.Ordinal), open.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_address_that_does_not_exist_tells_nobody_anything()
    {
        foreach (var path in new[] { "/api/nothing", "/api/recordings/x/y/z", "/hubs/nothing", "/webhooks/other", "/health/other" })
        {
            using var reply = await _product.Product.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        }
    }

    private IEnumerable<(string Name, RouteEndpoint Endpoint)> Endpoints() =>
        from endpoint in _product.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in Methods(endpoint)
        select ($"{method} /{endpoint.RoutePattern.RawText?.TrimStart('/')}", endpoint);

    private static IEnumerable<string> Methods(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods: { Count: > 0 } methods } ? methods.Order(StringComparer.Ordinal) : ["*"];

    /// <summary>The console's own files, which everybody may load: they hold no data.</summary>
    private static bool IsFile(RouteEndpoint endpoint) =>
        endpoint.Metadata.Any(item => item.GetType().Name == "StaticAssetDescriptor") || endpoint.RoutePattern.RawText is "{*path:nonfile}" or "{**path:file}";

    /// <summary>The desk and what is sent from it is the agents'; all else is the supervisors' or the administrators'.</summary>
    private static string WrongRole(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText!.TrimStart('/') is var path
        && (path.StartsWith("api/desk", StringComparison.Ordinal) || path.StartsWith("api/uploads", StringComparison.Ordinal) || path.StartsWith("hubs/agent", StringComparison.Ordinal))
            ? "sofia"
            : "ana";

    private async Task<HttpStatusCode> Status(RouteEndpoint endpoint, string? userName)
    {
        var method = Methods(endpoint).First() is var first && first != "*" ? first : "POST";
        using var request = new HttpRequestMessage(new HttpMethod(method), "/" + Parameter().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), "1"));
        if (method != "GET")
        {
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        }

        if (userName is not null)
        {
            request.Headers.Authorization = new("Bearer", await _product.Token(userName));
        }

        using var reply = await _product.Product.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return reply.StatusCode;
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
