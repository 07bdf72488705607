using System.Security.Cryptography;
using System.Text;
using Messenger.Simulator.Webhooks;
using Messenger.Simulator.World;
using Microsoft.AspNetCore.Http;

namespace Messenger.Simulator.Graph;

/// <summary>Who calls: every Graph call passes here before anything else is looked at.</summary>
internal sealed class GraphCaller(AddressBook book, SimulatorOptions options)
{
    /// <summary>Reads the call and finds the Page of its token. When that fails the answer is already written and null comes back.</summary>
    public async Task<(SimulatedPage Page, GraphRequest Request)?> Enter(HttpContext http)
    {
        if (await GraphRequest.Read(http.Request) is not { } request)
        {
            await GraphError.BadParameter("body").Write(http);
            return null;
        }

        var token = request.Text("access_token");
        if (token is null || book.PageOfToken(token) is not { } page)
        {
            await GraphError.BadToken.Write(http);
            return null;
        }

        if (request.Text("appsecret_proof") is { } proof && !Same(proof, Signatures.Proof(token, options.AppSecret)))
        {
            await GraphError.BadProof.Write(http);
            return null;
        }

        return (page, request);
    }

    private static bool Same(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
