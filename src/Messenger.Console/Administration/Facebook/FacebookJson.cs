using System.Text.Json;
using System.Text.Json.Serialization;
using Messenger.Domain.Http;

namespace Messenger.Console.Administration.Facebook;

/// <summary>What the screen of the Facebook app sends and receives.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MetaAppView))]
[JsonSerializable(typeof(MetaAppCheck))]
[JsonSerializable(typeof(AddressTestResult))]
[JsonSerializable(typeof(ConfigurationEdit))]
[JsonSerializable(typeof(ConfigurationView))]
public sealed partial class FacebookJson : JsonSerializerContext;
