using Messenger.Simulator;

namespace Messenger.Cluster.Tests.Processes;

/// <summary>What makes a process one of a cluster on PostgreSQL, with a simulator that runs outside of it.</summary>
/// <param name="ConnectionString">Null = it is alone on SQLite.</param>
internal sealed record ClusterPlace(string Roles, string? ConnectionString, Uri Simulator, Uri PublicAddress)
{
    public IReadOnlyList<string> Arguments =>
    [
        .. ConnectionString is null
            ? Array.Empty<string>()
            : ["--Messenger:Storage=Postgres", $"--ConnectionStrings:Messenger={ConnectionString}", "--Messenger:Cluster:AdvertisedAddress=127.0.0.1"],
        $"--Messenger:Roles={Roles}", $"--Messenger:PublicBaseUrl={PublicAddress}",
        "--Simulator:Enabled=false", $"--Meta:GraphUrl={Simulator}", $"--Meta:DialogUrl={Simulator}", "--Meta:HumanAgent=true",
        $"--Meta:AppId={SimulatorDefaults.AppId}", $"--Meta:AppSecret={SimulatorDefaults.AppSecret}", $"--Meta:VerifyToken={SimulatorDefaults.VerifyToken}",
    ];
}
