using System.Text.Json;

namespace Messenger.Meta;

/// <summary>A conversation of a Page as the Conversations API shows it.</summary>
/// <param name="Name">The customer's name among its participants; null when there is none.</param>
internal sealed record CustomerThread(string Id, string? Name)
{
    /// <summary>Null unless this customer takes part in it.</summary>
    public static CustomerThread? Read(JsonElement conversation, string psid)
    {
        if (JsonText.TextOf(conversation, "id"u8) is not { Length: > 0 } id
            || JsonText.Find(conversation, "participants"u8) is not { } participants || GraphList.Items(participants) is not { } people)
        {
            return null;
        }

        foreach (var person in people)
        {
            if (JsonText.TextOrNumber(JsonText.Find(person, "id"u8)) == psid)
            {
                return new(id, JsonText.TextOf(person, "name"u8)?.Trim() is { Length: > 0 } name ? name : null);
            }
        }

        return null;
    }
}
