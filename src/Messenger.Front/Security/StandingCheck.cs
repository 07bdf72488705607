using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Security;

/// <summary>A cookie or token that no longer counts is as good as none. A token says for an hour what was true when it was made.</summary>
internal static class StandingCheck
{
    public static void UseStanding(this IApplicationBuilder app)
    {
        var standings = app.ApplicationServices.GetRequiredService<Standings>();
        app.Use(async (context, next) =>
        {
            if (context.User.Identity?.IsAuthenticated == true && !await standings.Holds(context.User, context.RequestAborted))
            {
                context.User = new ClaimsPrincipal(new ClaimsIdentity());
            }

            await next(context);
        });
    }
}
