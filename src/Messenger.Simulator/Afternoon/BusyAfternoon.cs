using System.Text.Json.Nodes;
using Messenger.Simulator.Files;
using Messenger.Simulator.World;
using Microsoft.Extensions.Hosting;

namespace Messenger.Simulator.Afternoon;

/// <summary>How far the afternoon is: lines <paramref name="Said"/> of <paramref name="Lines"/>.</summary>
public sealed record AfternoonState(bool Running, int Customers, int Said, int Lines);

/// <summary>Plays the script once: makes the customers, lets them write at their time, and reads what the Page answers them.</summary>
internal sealed class BusyAfternoon(AddressBook book, Chats chats, Marks marks, Attachments attachments, TimeProvider clock, IHostApplicationLifetime life) : IDisposable
{
    private readonly Lock gate = new();
    private CancellationTokenSource? running;
    private AfternoonState state = new(false, 0, 0, 0);

    public AfternoonState State
    {
        get
        {
            lock (gate)
            {
                return state;
            }
        }
    }

    /// <summary>False when one is already running.</summary>
    /// <param name="seconds">How long it takes.</param>
    public bool Start(string pageId, int customers, double seconds)
    {
        lock (gate)
        {
            if (state.Running)
            {
                return false;
            }

            running?.Dispose();
            running = CancellationTokenSource.CreateLinkedTokenSource(life.ApplicationStopping);
            var roles = Script.Roles.Take(customers).ToList();
            state = new AfternoonState(true, roles.Count, 0, roles.Sum(r => r.Lines.Length));
            _ = Play(pageId, roles, TimeSpan.FromSeconds(seconds), running.Token);
            return true;
        }
    }

    public void Stop()
    {
        lock (gate)
        {
            running?.Cancel();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            running?.Cancel();
            running?.Dispose();
        }
    }

    private async Task Play(string pageId, List<Role> roles, TimeSpan length, CancellationToken ct)
    {
        try
        {
            var started = clock.GetTimestamp();
            var made = new Dictionary<Role, Customer>();
            foreach (var (role, line) in roles.SelectMany(r => r.Lines.Select(l => (r, l))).OrderBy(x => x.l.At))
            {
                var wait = (length * line.At) - clock.GetElapsedTime(started);
                if (wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait, clock, ct);
                }

                ct.ThrowIfCancellationRequested();
                if (!made.TryGetValue(role, out var customer))
                {
                    made[role] = customer = book.Add(pageId, role.Name, role.Locale)!;
                }

                foreach (var other in made.Values.Where(c => book.Customer(c.Psid) is { Online: true }))
                {
                    marks.CustomerReads(other);
                }

                Say(customer, line);
                lock (gate)
                {
                    state = state with { Said = state.Said + 1 };
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped by hand or with the simulator: what was said stays said.
        }
        finally
        {
            lock (gate)
            {
                state = state with { Running = false };
            }
        }
    }

    private void Say(Customer customer, Line line)
    {
        if (line.Leaves)
        {
            book.Update(customer.Psid, blocked: true);
            marks.SetOnline(customer, false);
            return;
        }

        var attached = line.Attachment is null ? null : new JsonArray([.. attachments.Make(line.Attachment, null, null, null)]);
        chats.CustomerWrites(customer, new CustomerContent(line.Text, attached));
    }
}
