using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Messenger.Storage.Tests.Cluster;

/// <summary>Orleans' own providers over our tables, of a silo that is composed but never started.</summary>
internal sealed class OrleansTables : IDisposable
{
    private readonly Database database;
    private readonly IHost host;

    public OrleansTables(StorageOptions options, string cluster = "messenger")
    {
        database = Database.Of(options);
        new Migrator(database).Run();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(o => (o.ServiceId, o.ClusterId) = ("messenger", cluster));
            silo.UseAdoNetClustering(o => (o.Invariant, o.DataSource) = (database.OrleansInvariant, database.OrleansSource));
            silo.UseAdoNetReminderService(o => (o.Invariant, o.DataSource) = (database.OrleansInvariant, database.OrleansSource));
        });
        host = builder.Build();
    }

    public async Task<IMembershipTable> Membership()
    {
        var table = host.Services.GetRequiredService<IMembershipTable>();
        await table.InitializeMembershipTableAsync(true, TestStore.Ct);
        return table;
    }

    public async Task<IReminderTable> Reminders()
    {
        var table = host.Services.GetRequiredService<IReminderTable>();
        await table.StartAsync(TestStore.Ct);
        return table;
    }

    public void Dispose()
    {
        host.Dispose();
        database.Dispose();
    }
}
