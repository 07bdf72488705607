using System.Text.Json;
using System.Text.Json.Serialization;
using Messenger.Domain.Http;

namespace Messenger.Console.Administration.Audit;

/// <summary>What the audit's screen receives.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(AuditList))]
[JsonSerializable(typeof(CampaignList))]
public sealed partial class AuditJson : JsonSerializerContext;
