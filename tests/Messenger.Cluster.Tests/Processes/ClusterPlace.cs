using Messenger.Simulator;

namespace Messenger.Cluster.Tests.Processes;

/// <summary>What makes a process one of a cluster on PostgreSQL, with a simulator that runs outside of it.</summary>
internal sealed record ClusterPlace(string Roles, string ConnectionString, Uri Simulator, Uri PublicAddress)
{
    public IReadOnlyList<string> Arguments =>
    [
        "--Messenger:Storage=Postgres", $"--ConnectionStrings:Messenger={ConnectionString}",
        $"--Messenger:Roles={Roles}", "--Messenger:Cluster:AdvertisedAddress=127.0.0.1", $"--Messenger:PublicBaseUrl={PublicAddress}",
        "--Simulator:Enabled=false", $"--Meta:GraphUrl={Simulator}", $"--Meta:DialogUrl={Simulator}", "--Meta:HumanAgent=true",
        $"--Meta:AppId={SimulatorDefaults.AppId}", $"--Meta:AppSecret={SimulatorDefaults.AppSecret}", $"--Meta:VerifyToken={SimulatorDefaults.VerifyToken}",
    ];
}
