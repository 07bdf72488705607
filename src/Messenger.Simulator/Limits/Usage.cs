using System.Text.Json.Nodes;
using Dapper;
using Messenger.Simulator.Settings;
using Messenger.Simulator.World;
using Microsoft.AspNetCore.Http;

namespace Messenger.Simulator.Limits;

/// <summary>Counts the calls of the last 24 hours and tells them in Meta's two headers, in percent of 200 calls per engaged customer.</summary>
internal sealed class Usage(SettingStore settings, SimulatorDatabase database, TimeProvider clock)
{
    private const int CallsPerCustomer = 200;
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private readonly Lock gate = new();
    private readonly Dictionary<string, (long Hour, int Calls)[]> hours = [];
    private long engaged = 1;
    private long engagedAt;

    /// <summary>Counts one call and puts the headers on its answer.</summary>
    public void Count(HttpContext http, string? pageId)
    {
        var app = Add("");
        var page = pageId is null ? 0 : Add(pageId);
        if (!settings.Now.UsageHeaders)
        {
            return;
        }

        http.Response.Headers["X-App-Usage"] = Figures(Percent(app)).ToJsonString();
        if (pageId is not null)
        {
            var percent = Percent(page);
            var row = new JsonObject { ["type"] = "messenger" };
            foreach (var (name, value) in Figures(percent))
            {
                row[name] = value!.DeepClone();
            }

            row["estimated_time_to_regain_access"] = percent >= 100 ? 60 : 0;
            http.Response.Headers["X-Business-Use-Case-Usage"] = new JsonObject { [pageId] = new JsonArray(row) }.ToJsonString();
        }
    }

    private static JsonObject Figures(int percent) => new() { ["call_count"] = percent, ["total_time"] = percent / 2, ["total_cputime"] = percent / 3 };

    private int Percent(int calls) => settings.Now.UsagePercent ?? (int)Math.Min(1000, calls * 100L / (CallsPerCustomer * Math.Max(1, Engaged())));

    // Once in a while is enough: a query for every call would be the most expensive part of it.
    private long Engaged()
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        if (now - Interlocked.Read(ref engagedAt) > 30)
        {
            Interlocked.Exchange(ref engagedAt, now);
            Interlocked.Exchange(ref engaged, database.Read(c => c.ExecuteScalar<long>("SELECT COUNT(*) FROM customer WHERE window_opened_at IS NOT NULL")));
        }

        return Interlocked.Read(ref engaged);
    }

    private int Add(string key)
    {
        var hour = clock.GetUtcNow().ToUnixTimeSeconds() / 3600;
        lock (gate)
        {
            if (!hours.TryGetValue(key, out var ring))
            {
                hours[key] = ring = new (long, int)[(int)Day.TotalHours];
            }

            ref var slot = ref ring[hour % ring.Length];
            slot = slot.Hour == hour ? (hour, slot.Calls + 1) : (hour, 1);
            return ring.Where(s => hour - s.Hour < ring.Length).Sum(s => s.Calls);
        }
    }
}
