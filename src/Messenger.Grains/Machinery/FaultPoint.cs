using System.Diagnostics;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Grains.Machinery;

/// <summary>
/// Where a test may stop the process, by the step numbers of the assignment protocol, or repeat the messages between grains.
/// A release build contains no call of it. The environment names a file, so that a running process can be told.
/// </summary>
/// <remarks>
/// One line: <c>before N</c> (decided, not stored), <c>after N</c> (stored, nobody told), <c>delivered N</c> (the receiver
/// answered, the sender has not stored it), <c>sleep N</c> (as before, but the process only sleeps, once, until it is sent
/// SIGCONT), <c>twice</c>, <c>late SECONDS</c>.
/// </remarks>
internal static class FaultPoint
{
    private static readonly Lock Notes = new();
    private static readonly string? Plan = Environment.GetEnvironmentVariable("MESSENGER_FAULT_FILE");
    private static int _slept;

    [Conditional("DEBUG")]
    public static void Before<TFact>(IReadOnlyList<TFact> facts)
    {
        StopAt("before", facts.Select(f => StepOf(f)));
        SleepAt(facts.Select(f => StepOf(f)));
    }

    [Conditional("DEBUG")]
    public static void After<TFact>(IReadOnlyList<TFact> facts) => StopAt("after", facts.Select(f => StepOf(f)));

    [Conditional("DEBUG")]
    public static void Delivered(Obligation obligation) => StopAt("delivered", [StepOf(obligation)]);

    /// <summary>Delivers a message to a grain once more: now, or when everybody has forgotten it.</summary>
    [Conditional("DEBUG")]
    public static void Again(Obligation obligation, Func<Task> deliver)
    {
        if (obligation is Obligation.ToMeta or Obligation.ToReadBack or Obligation.ToThread or Obligation.ToProfile || Words() is not [var word, ..] words)
        {
            return;
        }

        if (word == "twice")
        {
            _ = Deliver(deliver, TimeSpan.Zero);
        }
        else if (word == "late")
        {
            _ = Deliver(deliver, TimeSpan.FromSeconds(int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    // What the repeated message is answered interests nobody; that it changes nothing is the test.
    private static async Task Deliver(Func<Task> deliver, TimeSpan after)
    {
        Note("+");
        try
        {
            await Task.Delay(after);
            await deliver();
        }
        catch (Exception)
        {
            // As a message that was lost.
        }

        Note("-");
    }

    // For a test that waits until everything it had repeated has arrived.
    private static void Note(string mark)
    {
        lock (Notes)
        {
            File.AppendAllText(Plan + ".notes", mark);
        }
    }

    private static void StopAt(string place, IEnumerable<int?> steps)
    {
        if (IsPlanned(place, steps))
        {
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }

    // Whoever waits here goes on with the very next instruction when the process wakes.
    private static void SleepAt(IEnumerable<int?> steps)
    {
        if (IsPlanned("sleep", steps) && Interlocked.Exchange(ref _slept, 1) == 0)
        {
            using var kill = Process.Start("kill", ["-STOP", Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
        }
    }

    private static bool IsPlanned(string place, IEnumerable<int?> steps) =>
        Words() is [var word, var step] && word == place && steps.Any(s => s?.ToString(System.Globalization.CultureInfo.InvariantCulture) == step);

    private static string[] Words() => Plan is not null && File.Exists(Plan) ? File.ReadAllText(Plan).Trim().Split(' ') : [];

    private static int? StepOf(object? fact) => fact switch
    {
        ConversationFact.MessageReceived => 1,
        CampaignFact.Queued or CampaignFact.NotQueued or CampaignFact.Directed => 2,
        ConversationFact.Placed => 3,
        CampaignFact.Offered => 4,
        AgentFact.Reserved or AgentFact.ReservationRefused => 5,
        CampaignFact.OfferRefused => 6,
        ConversationFact.Owned => 8,
        AgentFact.Activated or AgentFact.Released => 9,
        CampaignFact.Assigned or CampaignFact.OfferReturned or CampaignFact.OfferGone => 10,
        ConversationFact.Ended => 11,
        AgentFact.Freed or AgentFact.WrapUpStarted or CampaignFact.Removed => 12,
        AgentFact.Returning or ConversationFact.Requeued => 13,
        AgentFact.Accepted or AgentFact.Lapsed => 7,
        ConversationFact.Handing or ConversationFact.HandingEnded => 14,
        _ => null,
    };

    private static int? StepOf(Obligation obligation) => obligation switch
    {
        Obligation.ToCampaign { Command: CampaignCommand.Enqueue } => 2,
        Obligation.ToAgent { Command: AgentCommand.Reserve } => 5,
        Obligation.ToConversation { Command: ConversationCommand.Take } => 8,
        Obligation.ToCampaign { Command: CampaignCommand.Outcome } => 10,
        Obligation.ToAgent { Command: AgentCommand.SlotEnded } or Obligation.ToCampaign { Command: CampaignCommand.Remove } => 12,
        Obligation.ToConversation { Command: ConversationCommand.Return } => 13,
        _ => null,
    };
}
