using System.Globalization;
using Messenger.Bench.Load;
using Messenger.Bench.Running;

namespace Messenger.Bench.Scenarios;

/// <summary>One run and the processor time, ms per acknowledged message, of everybody who took part.</summary>
internal sealed record Measured(LoadResult Load, double Host, double Database, double HubClients, double Loading)
{
    public static Measured During(Func<LoadResult> run, int host, int postmaster, Func<double> hubClients)
    {
        double[] Now() => [CpuTime.Of(host), CpuTime.OfFamily(postmaster), hubClients(), CpuTime.Of(Environment.ProcessId)];
        var before = Now();
        var load = run();
        var spent = Now().Zip(before, (after, from) => (after - from) / load.Answered).ToArray();
        return new Measured(load, spent[0], spent[1], spent[2], spent[3]);
    }

    public string Line(string name) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-8} {Load.PerSecond,8:0} /s   p50 {Load.P50Ms:0.0} p99 {Load.P99Ms:0.0} ms   CPU ms each: host {Host:0.000} database {Database:0.000} hub clients {HubClients:0.000} load {Loading:0.000}   refused {Load.Failed}");
}
