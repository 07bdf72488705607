namespace Messenger.Console.Agent;

/// <summary>A reaction as a picture: Meta sends the emoji, or only its own word.</summary>
public static class Reactions
{
    public static string EmojiOf(string reaction) => reaction switch
    {
        "smile" => "😆",
        "angry" => "😠",
        "sad" => "😢",
        "wow" => "😮",
        "love" => "❤️",
        "like" => "👍",
        "dislike" => "👎",
        "other" => "💬",
        _ => reaction,
    };
}
