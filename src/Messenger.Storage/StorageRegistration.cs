using Messenger.Storage.Auditing;
using Messenger.Storage.Blocklists;
using Messenger.Storage.Callbacks;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Configuration;
using Messenger.Storage.Explaining;
using Messenger.Storage.Files;
using Messenger.Storage.Health;
using Messenger.Storage.Journal;
using Messenger.Storage.MetaApps;
using Messenger.Storage.Pages;
using Messenger.Storage.Proof;
using Messenger.Storage.Recordings;
using Messenger.Storage.Replay;
using Messenger.Storage.Reporting;
using Messenger.Storage.Security;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Messenger.Storage;

/// <summary>Storage for the host.</summary>
public static class StorageRegistration
{
    /// <summary>
    /// Registers everything of this wall, identity stores and the key ring included. Call it before the silo is registered:
    /// hosted services stop in reverse order, and grains still write while the silo stops. The host calls
    /// <see cref="Migrator.Run"/> before it starts anything.
    /// </summary>
    public static IServiceCollection AddMessengerStorage(this IServiceCollection services, StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        services.AddSingleton(options);
        services.AddSingleton(_ => Database.Of(options));
        services.AddSingleton<Migrator>();
        services.AddSingleton<JournalWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<JournalWriter>());
        services.AddSingleton<JournalReader>();
        services.AddSingleton<KeptAside>();
        services.AddSingleton<MetaCallbacks>();
        services.AddSingleton<PageEvents>();
        services.AddSingleton<PageHealthQueries>();
        services.AddSingleton<MetaContact>();
        services.AddSingleton<WindowQueries>();
        services.AddSingleton<ActivationQueries>();
        services.AddSingleton<StorageHealth>();
        services.AddSingleton<RecordingQueries>();
        services.AddSingleton<KnownMessages>();
        services.AddSingleton<CampaignQueries>();
        services.AddSingleton<CampaignTableQueries>();
        services.AddSingleton<MemberQueries>();
        services.AddSingleton<AuditQueries>();
        services.AddSingleton<BlocklistQueries>();
        services.AddSingleton<ProofQueries>();
        services.AddSingleton<JournalReplay>();
        services.AddSingleton<WhyQueries>();
        services.AddSingleton<ConfigurationQueries>();
        services.AddSingleton<BoardQueries>();
        services.AddSingleton<PullQueries>();
        services.AddSingleton<DeskQueries>();
        services.AddSingleton<DayQueries>();
        services.AddSingleton<FileDirectory>();
        services.AddSingleton<IFileStore>(provider => provider.GetRequiredService<FileDirectory>());
        services.AddSingleton<FileQueries>();
        services.AddSingleton<Uploads>();
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<FileSweep>(provider, TimeProvider.System));
        services.AddSingleton<UserStore>();
        services.AddSingleton<PeopleStore>();
        services.AddSingleton<PeopleQueries>();
        services.AddSingleton<IUserStore<User>>(provider => provider.GetRequiredService<UserStore>());
        services.AddSingleton<RoleStore>();
        services.AddSingleton<IRoleStore<Role>>(provider => provider.GetRequiredService<RoleStore>());
        services.AddSingleton<TokenProtection>();
        services.AddSingleton<DataProtectionKeys>();
        services.AddSingleton<Starts>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<FirstKey>(provider, TimeProvider.System));
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(o => o.XmlRepository = provider.GetRequiredService<DataProtectionKeys>()));
        return services;
    }
}
