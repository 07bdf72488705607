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

    public static readonly GraphError ProofNeeded = new(100, null, "API calls from the server require an appsecret_proof argument", "GraphMethodException");
    public static readonly GraphError TooFast = new(613, null, "(#613) Calls to this api have exceeded the rate limit.");
    public static readonly GraphError Fetch = new(100, 2018008, "(#100) Failed to fetch the file from the url");
    public static readonly GraphError WrongType = new(100, 2018047, "(#100) Upload attachment failure. The type of the file does not match the type of the attachment");
    public static readonly GraphError BadAttachmentId = new(100, 2018074, "(#100) The attachment id is invalid or does not belong to this Page");
    public static readonly GraphError TooLarge = new(100, 2018109, "(#100) Attachment size exceeds allowable limit");
    public static readonly GraphError VideoTimeout = new(100, 2018294, "(#100) The video could not be fetched in time");
    public static readonly GraphError NotLive = new(200, 2018028, "(#200) Cannot message users who are not admins, developers or testers of the app until pages_messaging has advanced access and the app is live");
    public static readonly GraphError BadCode = new(100, null, "(#100) This authorization code is unknown, has expired or has been used.");
    public static readonly GraphError RedirectDiffers = new(100, null, "(#100) Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request");
    public static readonly GraphError BadSecret = new(1, null, "Error validating client secret.");

    public static GraphError Missing(string permission) => new(200, null, $"(#200) Requires {permission} permission to manage the object");

    public static GraphError ThreadOwned(int subcode) => new(10, subcode, subcode == 2018321
        ? "(#10) An automated question runs in this conversation"
        : "(#10) Another app is controlling this thread now.");

    /// <summary>Why a token no longer works. Subcode 0 = none: the Page was unticked.</summary>
    public static GraphError DeadToken(int subcode) => new(190, subcode == 0 ? null : subcode, subcode switch
    {
        458 => "Error validating access token: The user has not authorized the application.",
        459 => "Error validating access token: You cannot access the app till you log in to www.facebook.com and follow the instructions given.",
        460 => "Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.",
        463 => "Error validating access token: Session has expired.",
        464 => "Error validating access token: Sessions for the user are not allowed because the user is not a confirmed user.",
        467 => "Error validating access token: The access token is invalid since the user has logged out.",
        492 => "Error validating access token: Session does not match current stored session. The person no longer has a role on the Page.",
        _ => "Any of the pages_read_engagement, pages_manage_metadata, pages_messaging permission(s) must be granted before impersonating a user's page.",
    });

    public static GraphError BadParameter(string name) => new(100, null, $"(#100) Invalid value for parameter {name}");

    public static GraphError NoSuchObject(string id) =>
        new(100, 33, $"Unsupported request. Object with ID '{id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation", "GraphMethodException");

    private bool Transient => Code is 1 or 2 or 4 or 17 or 32 or 341 or 613 or 1200 or 80006;

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
            http.Response.Headers.WWWAuthenticate = $"OAuth \"Facebook Platform\" \"invalid_token\" \"{Message.Replace('"', '\'')}\"";
        }

        await http.Response.WriteAsJsonAsync(new JsonObject { ["error"] = error });
    }
}
