using System.Globalization;
using Messenger.Front.Security;
using Microsoft.AspNetCore.SignalR;

namespace Messenger.Front.Hubs;

/// <summary>Who calls, and in which language he reads.</summary>
internal static class HubCallerExtensions
{
    private const string LanguageItem = "language";

    extension(HubCallerContext caller)
    {
        /// <summary>The user's id; the policy of the hub has let only signed-in users in.</summary>
        public string UserId => caller.UserIdentifier ?? throw new HubException("forbidden");

        public string SessionId => caller.User?.FindFirst(SessionClaim.Type)?.Value ?? caller.ConnectionId;

        /// <summary>From the query's <c>lang</c>, else Accept-Language, of the request that opened the connection; else English.</summary>
        public CultureInfo Language
        {
            get
            {
                if (caller.Items.TryGetValue(LanguageItem, out var known) && known is CultureInfo language)
                {
                    return language;
                }

                var request = caller.GetHttpContext()?.Request;
                language = ReaderLanguage.Choose(request?.Query["lang"].ToString(), request?.Headers.AcceptLanguage.ToString());
                caller.Items[LanguageItem] = language;
                return language;
            }
        }
    }
}
