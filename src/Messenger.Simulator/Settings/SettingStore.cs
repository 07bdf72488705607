using System.Text.Json;
using System.Text.Json.Nodes;
using Messenger.Simulator.Webhooks;
using Messenger.Simulator.World;

namespace Messenger.Simulator.Settings;

/// <summary>The settings and the app's subscription, in memory for every call and in the file for the next run.</summary>
internal sealed class SettingStore
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    private readonly SimulatorDatabase database;

    public SettingStore(SimulatorDatabase database)
    {
        this.database = database;
        database.Write(change =>
        {
            if (change.Single<string>("SELECT value FROM setting WHERE key = 'meta'") is { } meta)
            {
                Wire.Settings = JsonSerializer.Deserialize<MetaSettings>(meta, Json)!;
            }

            if (change.Single<string>("SELECT value FROM setting WHERE key = 'app'") is { } app)
            {
                Wire.App = JsonSerializer.Deserialize<AppSubscription>(app, Json)!;
            }

            return true;
        });
    }

    public MetaSettings Now => Wire.Settings;

    public AppSubscription App => Wire.App;

    private WireState Wire => database.Wire;

    /// <summary>Lays the given members over the settings. Null with the fault when a name or a value is wrong; then nothing changes.</summary>
    public (MetaSettings? Settings, string? Fault) Merge(JsonObject changes) => database.Write(change =>
    {
        var whole = JsonSerializer.SerializeToNode(Now, Json)!.AsObject();
        foreach (var (name, value) in changes)
        {
            whole[name] = value?.DeepClone();
        }

        MetaSettings settings;
        try
        {
            settings = whole.Deserialize<MetaSettings>(Json)!;
        }
        catch (JsonException e)
        {
            return ((MetaSettings?)null, (string?)e.Message);
        }

        var faults = new List<System.ComponentModel.DataAnnotations.ValidationResult>();
        if (!System.ComponentModel.DataAnnotations.Validator.TryValidateObject(settings, new(settings), faults, true))
        {
            return (null, faults[0].ErrorMessage);
        }

        Wire.Settings = settings;
        Save(change, "meta", settings);
        return (settings, null);
    });

    public MetaSettings Reset() => database.Write(change =>
    {
        Wire.Settings = new MetaSettings();
        Save(change, "meta", Wire.Settings);
        return Wire.Settings;
    });

    public void Set(AppSubscription app) => database.Write(change =>
    {
        Wire.App = app;
        Save(change, "app", app);
        return true;
    });

    private static void Save<T>(Change change, string key, T value) =>
        change.Execute("INSERT OR REPLACE INTO setting(key, value) VALUES (@key, @value)", new { key, value = JsonSerializer.Serialize(value, Json) });
}
