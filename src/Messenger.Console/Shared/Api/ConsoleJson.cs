using System.Text.Json;
using System.Text.Json.Serialization;
using Messenger.Console.Shared.Session;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;

namespace Messenger.Console.Shared.Api;

/// <summary>Every record that crosses the wire, generated at build time so that trimming cannot take a property away.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(HubEvent[]))]
[JsonSerializable(typeof(Heartbeat))]
[JsonSerializable(typeof(Subscription))]
[JsonSerializable(typeof(CommandResult))]
[JsonSerializable(typeof(DeskSnapshot))]
[JsonSerializable(typeof(AgentView))]
[JsonSerializable(typeof(InteractionView))]
[JsonSerializable(typeof(InteractionAdded))]
[JsonSerializable(typeof(InteractionRemoved))]
[JsonSerializable(typeof(RingingView))]
[JsonSerializable(typeof(MessageView))]
[JsonSerializable(typeof(MessageChange))]
[JsonSerializable(typeof(BoardSnapshot))]
[JsonSerializable(typeof(BoardChange))]
[JsonSerializable(typeof(PullList))]
[JsonSerializable(typeof(PullChange))]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(PasswordChange))]
[JsonSerializable(typeof(SignInHelp))]
[JsonSerializable(typeof(RefreshRequest))]
[JsonSerializable(typeof(TokenReply))]
[JsonSerializable(typeof(Me))]
[JsonSerializable(typeof(DemoPeople))]
[JsonSerializable(typeof(ConfigurationView))]
[JsonSerializable(typeof(CampaignList))]
[JsonSerializable(typeof(DeskCampaignList))]
[JsonSerializable(typeof(PageEventList))]
[JsonSerializable(typeof(WhyView))]
[JsonSerializable(typeof(ClosingWindowList))]
[JsonSerializable(typeof(TargetList))]
[JsonSerializable(typeof(OwnHistory))]
[JsonSerializable(typeof(OwnTranscript))]
[JsonSerializable(typeof(HeldList))]
[JsonSerializable(typeof(RingingCustomer))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(HeldTokens))]
[JsonSerializable(typeof(Dictionary<string, long>))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(long))]
public sealed partial class ConsoleJson : JsonSerializerContext;
