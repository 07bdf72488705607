namespace Messenger.Simulator;

/// <summary>The Meta app, Pages and customers that exist without any configuration. None of these is a secret.</summary>
public static class SimulatorDefaults
{
    public const string AppId = "900000000000001";
    public const string AppSecret = "simulator-app-secret";
    public const string VerifyToken = "simulator-verify-token";

    /// <summary>The Page that the demo campaign is bound to.</summary>
    public const string TiendaPageId = "100000000000001";
    public const string TiendaPageToken = "sim-page-token-1";
    public const string CafePageId = "100000000000002";
    public const string CafePageToken = "sim-page-token-2";
    public const string CornerPageId = "100000000000003";
    public const string CornerPageToken = "sim-page-token-3";

    /// <summary>The person who connects it has no MESSAGING task, so every send is refused.</summary>
    public const string NoTaskPageId = "100000000000004";
    public const string NoTaskPageToken = "sim-page-token-4";

    internal static readonly World.SimulatedPage[] Pages =
    [
        new(TiendaPageId, "Tienda Ñandú", TiendaPageToken, true),
        new(CafePageId, "Café São João", CafePageToken, true),
        new(CornerPageId, "Corner Shop", CornerPageToken, true),
        new(NoTaskPageId, "Sin Permiso", NoTaskPageToken, false),
    ];

    internal static readonly (string Name, string Locale)[] TiendaCustomers =
    [
        ("Lucía Fernández", "es_LA"),
        ("João Pereira", "pt_BR"),
        ("Emily Clark", "en_US"),
        ("Mateo Quispe", "es_LA"),
    ];
}
