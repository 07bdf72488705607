using Messenger.Domain.Configuration;
using Messenger.Storage.Configuration;

namespace Messenger.Front.Configuration;

/// <summary>Where Meta and browsers reach this installation (R5): the configuration file's word, else what was saved on screen.</summary>
internal sealed class OwnAddress(FrontOptions options, ConfigurationQueries configuration)
{
    /// <summary>Meta brings the browser back here.</summary>
    public const string ReturnPath = "activation/return";

    /// <summary>Meta delivers here.</summary>
    public const string WebhookPath = "webhooks/messenger";


    /// <summary>Null = neither is set.</summary>
    public async Task<Uri?> Find(CancellationToken ct) => FromFile ?? ExternalAddress.Parse((await configuration.Read(ct)).ExternalAddress);

    /// <summary>Null = the file does not set it, and the screen may.</summary>
    public Uri? FromFile => options.PublicBaseUrl is { Length: > 0 } set ? ExternalAddress.Parse(set) : null;

    public static Uri Under(Uri address, string path) => new($"{address.ToString().TrimEnd('/')}/{path}");
}
