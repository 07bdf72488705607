using Messenger.Simulator.Settings;

namespace Messenger.Simulator.Login;

/// <summary>What the product asks of the login dialog.</summary>
internal sealed record DialogRequest(string? ClientId, string? RedirectUri, string? State, IReadOnlyList<string> Scopes, bool Rerequest, bool AllOrNothing)
{
    public static DialogRequest Of(Func<string, string?> value) => new(
        value("client_id"), value("redirect_uri"), value("state"),
        (value("scope") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        value("auth_type") is "rerequest" or "reauthenticate", value("config_id") is { Length: > 0 });

    /// <summary>Null when the dialog may open; else what stands on the error page.</summary>
    public string? Fault(SimulatorOptions options, MetaSettings settings)
    {
        if (ClientId != options.AppId)
        {
            return "Identificador de la aplicación no válido: client_id no es el de esta aplicación.";
        }

        if (!Uri.TryCreate(RedirectUri, UriKind.Absolute, out var redirect) || redirect.Scheme is not ("http" or "https") || redirect.Fragment.Length > 0)
        {
            return "redirect_uri no es una dirección absoluta.";
        }

        var registered = settings.RedirectUris is { Count: > 0 } exact
            ? exact.Contains(RedirectUri)
            : redirect.GetLeftPart(UriPartial.Authority) == new Uri(options.CallbackUrl).GetLeftPart(UriPartial.Authority);
        return registered ? null : "Dirección bloqueada: este redirect_uri no está registrado en la configuración de la aplicación.";
    }
}

/// <summary>What the person answered.</summary>
internal sealed record DialogAnswer(string PersonId, bool Cancelled, IReadOnlyCollection<string> Granted, IReadOnlyCollection<string> Pages);
