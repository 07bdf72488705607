using System.Text.Json;
using System.Text.Json.Serialization;
using Messenger.Domain.Http;

namespace Messenger.Console.Administration.People;

/// <summary>What the screens of users send and receive.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(UserList))]
[JsonSerializable(typeof(UserView))]
[JsonSerializable(typeof(UserEdit))]
[JsonSerializable(typeof(NewUser))]
[JsonSerializable(typeof(IssuedPassword))]
[JsonSerializable(typeof(CampaignList))]
[JsonSerializable(typeof(ConfigurationView))]
[JsonSerializable(typeof(ConfigurationEdit))]
public sealed partial class PeopleJson : JsonSerializerContext;
