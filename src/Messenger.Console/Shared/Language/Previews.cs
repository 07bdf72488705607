using Microsoft.Extensions.Localization;

namespace Messenger.Console.Shared.Language;

/// <summary>The beginning of a message in a line of its own.</summary>
public static class Previews
{
    /// <summary>A message without words is previewed as the kind of what came, in brackets; here in the person's language.</summary>
    public static string SayPreview(this IStringLocalizer<Texts> texts, string preview)
    {
        if (string.IsNullOrWhiteSpace(preview))
        {
            return $"[{texts["Message.Attachment"]}]";
        }

        return preview is ['[', .. var kind, ']'] && texts["Attachment." + kind] is { ResourceNotFound: false } known ? $"[{known}]" : preview;
    }
}
