using System.Globalization;
using System.Text.Json.Nodes;
using Messenger.Simulator.Login;
using Messenger.Simulator.Settings;
using Messenger.Simulator.World;

namespace Messenger.Simulator.Graph;

/// <summary>What Meta tells of a customer, in each of its cases.</summary>
internal sealed class ProfileView(SettingStore settings, TimeProvider clock)
{
    private static readonly TimeSpan PictureLife = TimeSpan.FromHours(24);

    public ProfileCase CaseOf(Customer customer)
    {
        var set = customer.Profile is { Length: > 0 } own ? Enum.Parse<ProfileCase>(own) : settings.Now.Profile;
        return set != ProfileCase.AfterFirstMessage ? set : customer.LastMessageAt is null ? ProfileCase.IdOnly : ProfileCase.Full;
    }

    public static GraphError? ErrorOf(ProfileCase profile, string psid) => profile switch
    {
        ProfileCase.PhoneAccount => new GraphError(100, 2018218, "(#100) No profile available for this user."),
        ProfileCase.NoRight => new GraphError(200, 2018247, "(#200) Insufficient permission to access user profile."),
        ProfileCase.Missing => GraphError.NoSuchObject(psid),
        ProfileCase.BadToken => GraphError.DeadToken(467),
        ProfileCase.RateLimit => new GraphError(4, null, "(#4) Application request limit reached"),
        _ => null,
    };

    public JsonObject Of(Customer customer, ProfileCase profile, AccessToken token, IEnumerable<string> fields, string origin)
    {
        var answer = new JsonObject();
        if (profile == ProfileCase.Empty)
        {
            return answer;
        }

        foreach (var field in fields)
        {
            if (field != "id" && profile != ProfileCase.IdOnly && (profile != ProfileCase.NameOnly || field == "name") && Value(customer, field, token, origin) is { } value)
            {
                answer[field] = value;
            }
        }

        answer["id"] = customer.Psid;
        return answer;
    }

    private JsonNode? Value(Customer customer, string field, AccessToken token, string origin)
    {
        var parts = customer.Name.Split(' ', 2);
        return field switch
        {
            "name" => customer.Name,
            "first_name" => parts[0],
            "last_name" => parts.Length > 1 ? parts[1] : null,
            "locale" when token.Has(Scopes.Locale) => customer.Locale,
            "timezone" when token.Has(Scopes.Timezone) => customer.Locale.EndsWith("BR", StringComparison.Ordinal) ? -3 : customer.Locale.StartsWith("en", StringComparison.Ordinal) ? 0 : -4,
            "profile_pic" => string.Create(CultureInfo.InvariantCulture, $"{origin}/avatars/{customer.Psid}.svg?ext={(clock.GetUtcNow() + PictureLife).ToUnixTimeSeconds()}"),
            _ => null,
        };
    }
}
