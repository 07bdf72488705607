using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Messenger.Domain.Hubs;

namespace Messenger.Bench.Load;

/// <summary>
/// What the bench counts of a batch of events. The rest is passed over where it lies: twenty desks share the machine with what they
/// watch, which no agent's browser does.
/// </summary>
[JsonConverter(typeof(SeenEventsReader))]
internal sealed record SeenEvents(IReadOnlyList<SeenEvent> Items);

/// <summary>A message, or a new interaction.</summary>
/// <param name="Sent">The timestamp that the customer's text carries; 0 = none.</param>
internal readonly record struct SeenEvent(bool IsConversation, long Sent);

internal sealed class SeenEventsReader : JsonConverter<SeenEvents>
{
    private static readonly byte[] Mark = System.Text.Encoding.ASCII.GetBytes(WebhookRequest.SentMark);

    public override SeenEvents Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var seen = new List<SeenEvent>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            One(ref reader, seen);
        }

        return new SeenEvents(seen);
    }

    public override void Write(Utf8JsonWriter writer, SeenEvents value, JsonSerializerOptions options) => throw new NotSupportedException();

    /// <summary>From the start of an event to its end. Its type stands before its data, as <see cref="HubEvent"/> is declared.</summary>
    private static void One(ref Utf8JsonReader reader, List<SeenEvent> seen)
    {
        var (depth, isMessage, isConversation, sent) = (reader.CurrentDepth, false, false, 0L);
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                if (reader.CurrentDepth == depth + 1)
                {
                    isMessage |= reader.ValueTextEquals("message.added"u8);
                    isConversation |= reader.ValueTextEquals("interaction.added"u8);
                }
                else if (sent == 0)
                {
                    sent = SentAt(ref reader);
                }
            }
        }

        if (isMessage || isConversation)
        {
            seen.Add(new SeenEvent(isConversation, sent));
        }
    }

    private static long SentAt(ref Utf8JsonReader reader)
    {
        var text = reader.HasValueSequence ? System.Buffers.BuffersExtensions.ToArray(reader.ValueSequence) : reader.ValueSpan;
        return text.StartsWith(Mark) && Utf8Parser.TryParse(text[Mark.Length..], out long sent, out _) ? sent : 0;
    }
}
