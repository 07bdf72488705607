using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Messenger.Simulator.Graph;

/// <summary>An error as the Graph API answers it. Code and subcode are what a client may rely on.</summary>
internal sealed record GraphError(int Code, int? Subcode, string Message, string Type = "OAuthException")
{
    public static readonly GraphError BadToken = new(190, null, "Invalid OAuth access token - Cannot parse access token");
    public static readonly GraphError BadProof = new(100, null, "Invalid appsecret_proof provided in the API argument", "GraphMethodException");
    public static readonly GraphError NoTask = new(200, null, "(#200) This person has no MESSAGING task on the Page");
    public static readonly GraphError NoRecipient = new(100, null, "(#100) The parameter recipient is required");
    public static readonly GraphError MessageAndAction = new(100, 2018014, "(#100) message and sender_action cannot be sent together");
    public static readonly GraphError NothingToSend = new(100, null, "(#100) One of message and sender_action is required");
    public static readonly GraphError EmptyMessage = new(100, 2018032, "(#100) Message cannot be empty, must provide valid attachment or text");
    public static readonly GraphError TooLong = new(100, null, "(#100) Length of param message[text] must be less than or equal to 2000");
    public static readonly GraphError MetadataTooLong = new(100, null, "(#100) Length of param message[metadata] must be less than or equal to 1000");
    public static readonly GraphError NoSuchUser = new(100, 2018001, "(#100) No matching user found");
    public static readonly GraphError Unavailable = new(551, 1545041, "(#551) This person isn't available right now.");
    public static readonly GraphError WindowClosed = new(10, 2018278, "(#10) This message is sent outside of allowed window.");

    public static GraphError BadParameter(string name) => new(100, null, $"(#100) Invalid value for parameter {name}");

    public static GraphError NoSuchObject(string id) =>
        new(100, 33, $"Unsupported request. Object with ID '{id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation", "GraphMethodException");

    private bool Transient => Code is 1 or 2 or 4 or 17 or 32 or 613 or 1200;

    private int Status => Code switch
    {
        1 or 2 => StatusCodes.Status500InternalServerError,
        4 or >= 200 and <= 299 => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status400BadRequest,
    };

    public async Task Write(HttpContext http)
    {
        var error = new JsonObject { ["message"] = Message, ["type"] = Type, ["code"] = Code };
        if (Subcode is { } subcode)
        {
            error["error_subcode"] = subcode;
        }

        if (Transient)
        {
            error["is_transient"] = true;
        }

        error["fbtrace_id"] = "A" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        http.Response.StatusCode = Status;
        if (Code == 190)
        {
            http.Response.Headers.WWWAuthenticate = $"OAuth \"Facebook Platform\" \"invalid_token\" \"{Message}\"";
        }

        await http.Response.WriteAsJsonAsync(new JsonObject { ["error"] = error });
    }
}
