using Messenger.Domain.People;
using Messenger.Front.People;
using Messenger.Storage.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Security;

internal static class SecurityRegistration
{
    /// <summary>Chooses the cookie or the token by what the request carries.</summary>
    private const string EitherScheme = "either";

    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<Standings>();
        services.AddSingleton<CampaignScopes>();
        services.AddRunning<OpenSessions>();
        services.AddScoped<PeopleChanges>();
        services.AddUsers()
            .AddSignInManager<UserSignIn>()
            .AddClaimsPrincipalFactory<UserClaims>();
        services.Configure<SecurityStampValidatorOptions>(options =>
        {
            options.ValidationInterval = TimeSpan.FromMinutes(1);
            options.OnRefreshingPrincipal = refreshing =>
            {
                SessionClaim.Keep(refreshing.CurrentPrincipal!, refreshing.NewPrincipal!);
                return Task.CompletedTask;
            };
        });
        services.AddAuthentication(EitherScheme)
            .AddPolicyScheme(EitherScheme, null, options => options.ForwardDefaultSelector = Choose)
            .AddCookie(IdentityConstants.ApplicationScheme, Configure)
            .AddBearerToken(IdentityConstants.BearerScheme, Configure);
        services.AddPolicies();
    }

    /// <summary>The rules for user names and passwords, without any signing in.</summary>
    public static IdentityBuilder AddUsers(this IServiceCollection services)
    {
        services.AddDataProtection();
        return services.AddIdentityCore<User>(Configure);
    }

    private static string Choose(HttpContext context) =>
        CarriedToken.IsOn(context.Request) ? IdentityConstants.BearerScheme : IdentityConstants.ApplicationScheme;

    private static void Configure(IdentityOptions options)
    {
        // Which names are good is said in one place, UserEditing, and only for new ones.
        options.User.AllowedUserNameCharacters = "";
        options.Lockout.AllowedForNewUsers = true;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);

        // Length protects better than forced characters.
        options.Password.RequiredLength = UserEditing.ShortestPassword;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
    }

    private static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "messenger";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromHours(12);
        options.SlidingExpiration = true;
        options.Events.OnRedirectToLogin = context => Refuse(context.Response, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Refuse(context.Response, StatusCodes.Status403Forbidden);
        options.Events.OnValidatePrincipal = SecurityStampValidator.ValidatePrincipalAsync;
    }

    private static void Configure(BearerTokenOptions options)
    {
        options.BearerTokenExpiration = TimeSpan.FromHours(1);
        options.RefreshTokenExpiration = TimeSpan.FromHours(12);
        options.Events.OnMessageReceived = context =>
        {
            context.Token ??= CarriedToken.InQuery(context.Request);
            return Task.CompletedTask;
        };
    }

    private static Task Refuse(HttpResponse response, int status)
    {
        response.StatusCode = status;
        return Task.CompletedTask;
    }
}
