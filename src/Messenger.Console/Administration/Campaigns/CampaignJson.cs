using System.Text.Json;
using System.Text.Json.Serialization;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;

namespace Messenger.Console.Administration.Campaigns;

/// <summary>What the screens of campaigns send and receive.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CampaignEdit))]
[JsonSerializable(typeof(NewCampaign))]
[JsonSerializable(typeof(CampaignView))]
[JsonSerializable(typeof(CampaignList))]
[JsonSerializable(typeof(CampaignTable))]
[JsonSerializable(typeof(CampaignTableChange))]
public sealed partial class CampaignJson : JsonSerializerContext;
