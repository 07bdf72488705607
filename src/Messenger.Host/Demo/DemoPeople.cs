using Messenger.Domain.Http;
using Messenger.Storage.Security;

namespace Messenger.Host.Demo;

/// <summary>The people of a Development installation.</summary>
internal static class DemoPeople
{
    public const string Password = "messenger";

    public static readonly IReadOnlyList<DemoPerson> All =
    [
        new("ana", "Ana Morales", Roles.Agent),
        new("bruno", "Bruno Costa", Roles.Agent),
        new("carla", "Carla Giménez", Roles.Agent),
        new("sofia", "Sofía Rey", Roles.Supervisor),
        new("admin", "Admin", Roles.Administrator),
    ];
}
