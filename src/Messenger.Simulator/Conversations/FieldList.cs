using System.Globalization;

namespace Messenger.Simulator.Conversations;

/// <summary>One name of a fields parameter, with its own limit and fields: <c>messages.limit(5){id,message}</c>.</summary>
internal sealed record FieldWish(string Name, int? Limit, IReadOnlyList<FieldWish> Fields)
{
    /// <summary>Reads a fields parameter. Unclosed brackets end with the text.</summary>
    public static IReadOnlyList<FieldWish> Parse(string? text)
    {
        var at = 0;
        return Read(text ?? "", ref at);
    }

    private static List<FieldWish> Read(string text, ref int at)
    {
        var wishes = new List<FieldWish>();
        while (at < text.Length && text[at] != '}')
        {
            var start = at;
            while (at < text.Length && text[at] is not (',' or '{' or '}'))
            {
                at++;
            }

            var parts = text[start..at].Trim().Split('.');
            IReadOnlyList<FieldWish> inner = [];
            if (at < text.Length && text[at] == '{')
            {
                at++;
                inner = Read(text, ref at);
                at = Math.Min(at + 1, text.Length);
            }

            if (parts[0].Length > 0)
            {
                wishes.Add(new FieldWish(parts[0], parts.Skip(1).Select(LimitOf).FirstOrDefault(l => l is not null), inner));
            }

            if (at < text.Length && text[at] == ',')
            {
                at++;
            }
        }

        return wishes;
    }

    private static int? LimitOf(string modifier) =>
        modifier.StartsWith("limit(", StringComparison.Ordinal) && int.TryParse(modifier.AsSpan(6).TrimEnd(')'), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0 ? limit : null;
}
