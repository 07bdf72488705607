using System.Diagnostics;
using System.Globalization;
using Messenger.Host.Demo;
using Messenger.Storage;

namespace Messenger.Host.Composition;

/// <summary>What the start says: its phases with their times, where to go, who can sign in.</summary>
internal sealed class StartText(HostSettings settings, TextWriter to)
{
    private readonly long _from = Stopwatch.GetTimestamp();

    public void Storage() => Phase($"storage   {(settings.Storage.Kind == StorageKind.Sqlite ? Path.GetFullPath(settings.Storage.DataDirectory) : "PostgreSQL")}, schema up to date");

    public void Silo() => Phase($"silo      active as {settings.Cluster.Roles}, streams and endpoints open");

    public void Ready()
    {
        Phase("ready");
        to.WriteLine();
        var url = settings.Urls[0].TrimEnd('/');
        if (settings.IsFront)
        {
            to.WriteLine($"  Sign in     {url}/sign-in");
            to.WriteLine($"  Desk        {url}/desk");
            to.WriteLine($"  Board       {url}/supervisor");
            to.WriteLine($"  Webhook     {url}/webhooks/messenger");
        }
        else
        {
            to.WriteLine($"  Health      {url}/health/ready");
        }

        if (settings.Simulator is { } simulator)
        {
            to.WriteLine($"  Customers   {simulator.Url}");
        }

        if (settings is { Development: true, IsFront: true })
        {
            to.WriteLine($"  Users       {string.Join("  ", DemoPeople.All.Select(p => $"{p.UserName} ({p.Role})"))}");
            to.WriteLine($"  Password    {DemoPeople.Password} (Development only)");
        }

        to.WriteLine("  Ctrl+C drains and stops.");
        to.WriteLine();
    }

    private void Phase(string text) =>
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{Stopwatch.GetElapsedTime(_from).TotalSeconds,5:0.00} s] {text}"));
}
