using System.Text.Json;
using System.Text.Json.Serialization;
using Messenger.Domain.Http;

namespace Messenger.Console.Administration.Members;

/// <summary>What the screens of members send and receive.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MemberList))]
[JsonSerializable(typeof(MembersEdit))]
[JsonSerializable(typeof(AgentList))]
[JsonSerializable(typeof(CampaignList))]
[JsonSerializable(typeof(CampaignView))]
[JsonSerializable(typeof(CampaignEdit))]
[JsonSerializable(typeof(NewCampaign))]
[JsonSerializable(typeof(ConfigurationView))]
[JsonSerializable(typeof(ConfigurationEdit))]
public sealed partial class MembersJson : JsonSerializerContext;
