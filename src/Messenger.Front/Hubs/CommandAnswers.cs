using System.Globalization;
using System.Resources;
using Messenger.Contracts;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;
using Messenger.Front.Feeds;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Messenger.Front.Hubs;

/// <summary>Runs a hub's command and says how it went, in the language of the connection.</summary>
internal sealed class CommandAnswers(FrontMeters meters, ILogger<CommandAnswers> logger)
{
    private static readonly ResourceManager Texts = new("Messenger.Front.Hubs.Refusals", typeof(CommandAnswers).Assembly);

    /// <param name="name">The command, for meters and log.</param>
    /// <param name="about">The interaction, or the agent, it is about, for the log; never what a client made up.</param>
    /// <exception cref="HubException">try-again: the outcome is unknown; the client repeats the command with the same id.</exception>
    public async Task<CommandResult> To(string name, string? about, CultureInfo language, Func<Task<Answer>> command)
    {
        try
        {
            var result = Result(await GrainCalls.Repeated(command), language);
            meters.Command(name, result.Code ?? "ok");
            if (result.Code is { } code)
            {
                logger.CommandRefused(name, about, code);
            }

            return result;
        }
        catch (Exception fault) when (GrainCalls.MayPass(fault) || fault is StorageUnavailableException)
        {
            meters.Command(name, HubCode.TryAgain);
            logger.CommandFailed(name, about, fault);
            throw new HubException(HubCode.TryAgain);
        }
    }

    public static CommandResult Result(Answer answer, CultureInfo language) => answer switch
    {
        Answer.Refused refused => Refuse(refused.Code, language),
        Answer.Gone => Refuse(RefusalCode.NotYours, language),
        Answer.NotGranted => Refuse(RefusalCode.LimitReached, language),
        _ => new CommandResult(true),
    };

    private static CommandResult Refuse(string code, CultureInfo language) =>
        new(false, code, Texts.GetString(code, language) ?? Texts.GetString(RefusalCode.Unknown, language));
}
