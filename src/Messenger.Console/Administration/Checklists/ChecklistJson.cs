using System.Text.Json;
using System.Text.Json.Serialization;
using Messenger.Domain.Http;

namespace Messenger.Console.Administration.Checklists;

/// <summary>What the checklists receive.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ChecklistView))]
[JsonSerializable(typeof(CampaignTestView))]
public sealed partial class ChecklistJson : JsonSerializerContext;
