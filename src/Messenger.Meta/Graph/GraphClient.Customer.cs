using System.Text.Json;

namespace Messenger.Meta;

/// <summary>Who the customer is.</summary>
public sealed partial class GraphClient
{
    /// <summary>Asks for the customer's name, and where Meta does not give it that way, looks among the participants of the Page's conversation with him.
    /// Repeats by itself where that is safe.</summary>
    /// <param name="mayReadBack">Asked before the second call, which counts against the 2 a second of <see cref="CallKind.ReadBack"/>, may wait; false = worth trying later.</param>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public async Task<ProfileOutcome> Customer(string pageToken, string pageId, string psid, Func<ValueTask<bool>> mayReadBack, CancellationToken ct)
    {
        var person = await Person(pageToken, pageId, psid, ct);
        var profile = ProfileOf(person);
        if (profile.Name is not null || !IsNotGiven(person))
        {
            return profile;
        }

        if (!await mayReadBack())
        {
            return profile with { TryLater = true };
        }

        return await Thread(pageToken, pageId, psid, pageId, mayRepeat: true, ct) switch
        {
            GraphResult<CustomerThread>.Done { Value.Name: { } name } => profile with { Name = name, TryLater = false },
            GraphResult<CustomerThread>.Later => profile with { TryLater = true },
            _ => profile,
        };
    }

    private Task<GraphResult<JsonElement>> Person(string pageToken, string pageId, string psid, CancellationToken ct) => transport.Call(
        GraphRequest.To(HttpMethod.Get, options, GraphRequest.Part(psid), pageToken, null, ("fields", "name,first_name,last_name,locale")),
        pageId, mayRepeat: true, ct);

    /// <summary>Meta answered and gives no name; a dead token, a limit or trouble on the way says nothing about the name, and another call would end alike.</summary>
    private static bool IsNotGiven(GraphResult<JsonElement> person) => person
        is GraphResult<JsonElement>.Done
        or GraphResult<JsonElement>.Refused { Class: GraphErrorClass.PersonGone or GraphErrorClass.PermissionMissing or GraphErrorClass.OurFault };

    private static ProfileOutcome ProfileOf(GraphResult<JsonElement> result)
    {
        if (result is not GraphResult<JsonElement>.Done { Value: { ValueKind: JsonValueKind.Object } person })
        {
            // A reconnected Page or a granted permission changes these answers, a person's own choice does not.
            return new(null, null, result is not GraphResult<JsonElement>.Refused
            {
                Class: GraphErrorClass.PersonGone or GraphErrorClass.OurFault or GraphErrorClass.WindowClosed,
            });
        }

        var name = JsonText.TextOf(person, "name"u8)?.Trim();
        if (string.IsNullOrEmpty(name))
        {
            name = $"{JsonText.TextOf(person, "first_name"u8)} {JsonText.TextOf(person, "last_name"u8)}".Trim();
        }

        // An answer without a name means not permitted yet, or that the person has not answered yet.
        return new(name.Length == 0 ? null : name, JsonText.TextOf(person, "locale"u8), TryLater: name.Length == 0);
    }
}
