using System.Globalization;
using Messenger.Bench.Running;
using Messenger.Storage;
using Messenger.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Messenger.Bench.Floors;

/// <summary>
/// The product's way without the product: signature, one grain of each customer, the journal writer with its groups, 200. What it takes is
/// what the choice of actors and of one journal costs; what the product takes beside it are rules, push and desks.
/// </summary>
internal static class BareServer
{
    public const string Verb = "--bare";

    /// <param name="storage">An empty database of its own.</param>
    public static FloorProcess Start(StorageOptions storage)
    {
        var ports = Ports.Free(3);
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{ports[0]}"));
        string[] args =
        [
            Verb, address.ToString(), storage.Kind.ToString(), storage.ConnectionString, storage.DataDirectory,
            ports[1].ToString(CultureInfo.InvariantCulture), ports[2].ToString(CultureInfo.InvariantCulture),
        ];
        var process = ChildProcess.Start(typeof(BareServer).Assembly.Location, args, answers: true, FloorServer.Runtime);
        return process.Line() == "ready" ? new FloorProcess(process, address) : throw new InvalidOperationException(process.Output);
    }

    public static async Task<int> Run(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(args[0].TrimEnd('/'));
        builder.Services.AddMessengerStorage(new StorageOptions { Kind = Enum.Parse<StorageKind>(args[1]), ConnectionString = args[2], DataDirectory = args[3] });
        builder.Host.UseOrleans(silo => silo.UseLocalhostClustering(Number(args[4]), Number(args[5])));
        var app = builder.Build();
        app.Services.GetRequiredService<Migrator>().Run();
        var grains = app.Services.GetRequiredService<IGrainFactory>();
        FloorServer.Map(app, message => grains.GetGrain<IBareGrain>($"{message.PageId}:{message.Psid}")
            .Receive(message.PageId, message.Mid, message.Text, DateTimeOffset.FromUnixTimeMilliseconds(message.At)));
        await app.StartAsync();
        Terminal.WriteLine("ready");
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
