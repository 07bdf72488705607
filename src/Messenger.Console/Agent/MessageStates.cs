namespace Messenger.Console.Agent;

/// <summary>The order of a message's states as the customer's phone proves them.</summary>
public static class MessageStates
{
    /// <summary>A message that was delivered is never shown as merely sent again; before that, attempts may come and go.</summary>
    public static bool MayFollow(string from, string to) => Rank(to) >= Rank(from);

    private static int Rank(string state) => state switch
    {
        "sent" => 1,
        "delivered" => 2,
        "read" => 3,
        _ => 0,
    };
}
