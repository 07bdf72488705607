using System.Text.Json;
using System.Text.Json.Serialization;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;

namespace Messenger.Console.Administration.Activation;

/// <summary>What connecting a Page sends and receives.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(NewActivation))]
[JsonSerializable(typeof(ActivationStarted))]
[JsonSerializable(typeof(ActivationReturn))]
[JsonSerializable(typeof(ActivationView))]
[JsonSerializable(typeof(ActivationList))]
[JsonSerializable(typeof(PageChoice))]
[JsonSerializable(typeof(PageHealthView))]
[JsonSerializable(typeof(CampaignView))]
public sealed partial class ActivationJson : JsonSerializerContext;
