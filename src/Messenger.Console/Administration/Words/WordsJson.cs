using System.Text.Json;
using System.Text.Json.Serialization;
using Messenger.Domain.Http;

namespace Messenger.Console.Administration.Words;

/// <summary>What the screens of words send and receive.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConfigurationView))]
[JsonSerializable(typeof(ConfigurationEdit))]
[JsonSerializable(typeof(BreakEdit))]
[JsonSerializable(typeof(DispositionEdit))]
[JsonSerializable(typeof(CannedResponseEdit))]
[JsonSerializable(typeof(HolidayEntry))]
[JsonSerializable(typeof(Blocklist))]
[JsonSerializable(typeof(BlockRequest))]
[JsonSerializable(typeof(RecordingList))]
public sealed partial class WordsJson : JsonSerializerContext;
