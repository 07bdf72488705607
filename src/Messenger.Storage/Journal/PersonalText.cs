using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Messenger.Storage.Journal;

/// <summary>The second text of a journal row while it is written. Each thread keeps one: the writer and its buffer were an eighth of all that a message allocates.</summary>
#pragma warning disable CA1001 // A writer over a buffer of ours has nothing to give back.
internal sealed class PersonalText
#pragma warning restore CA1001
{
    /// <summary>What grew larger is not kept: one long message must not hold its memory for ever.</summary>
    private const int MostKept = 64 * 1024;

    [ThreadStatic]
    private static PersonalText? kept;

    private readonly ArrayBufferWriter<byte> buffer = new(1024);
    private readonly Utf8JsonWriter writer;

    private PersonalText() => writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = FactCodec.Json.Encoder });

    public static PersonalText Begin()
    {
        var text = kept ?? new PersonalText();
        kept = null;
        text.writer.WriteStartObject();
        return text;
    }

    /// <param name="began">Whether this fact has an object already.</param>
    public void Write(int fact, ref bool began, PersonalProperty property, object value)
    {
        if (!began)
        {
            began = true;
            writer.WriteStartObject(fact.ToString(CultureInfo.InvariantCulture));
        }

        writer.WritePropertyName(property.Name);
        JsonSerializer.Serialize(writer, value, property.Type, FactCodec.Json);
    }

    public void EndFact() => writer.WriteEndObject();

    public string End()
    {
        writer.WriteEndObject();
        writer.Flush();
        var text = Encoding.UTF8.GetString(buffer.WrittenSpan);
        if (buffer.Capacity <= MostKept)
        {
            buffer.ResetWrittenCount();
            writer.Reset();
            kept = this;
        }

        return text;
    }
}
