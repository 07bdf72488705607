using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Messenger.Console.Shared.Session;

/// <summary>Puts the tab's token and the person's language on every API call; once refused, it refreshes and tries again.</summary>
public sealed class BearerHandler(TokenKeeper tokens) : DelegatingHandler(new HttpClientHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.AcceptLanguage.Clear();
        request.Headers.AcceptLanguage.ParseAdd(CultureInfo.CurrentUICulture.Name);
        await Sign(request);
        var answer = await base.SendAsync(request, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.Unauthorized || request.Content is not null || !await tokens.Refresh())
        {
            return answer;
        }

        answer.Dispose();
        await Sign(request);
        return await base.SendAsync(request, cancellationToken);
    }

    private async Task Sign(HttpRequestMessage request)
    {
        if (await tokens.Current() is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }
}
