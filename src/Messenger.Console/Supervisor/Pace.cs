namespace Messenger.Console.Supervisor;

/// <summary>How urgent a waiting time is (R44).</summary>
public enum Pace
{
    Normal,

    /// <summary>Beyond the service level's T.</summary>
    Late,

    /// <summary>Beyond the abandonment threshold.</summary>
    Lost,
}

public static class Paces
{
    /// <param name="abandonmentSeconds">0 = never.</param>
    public static Pace Of(TimeSpan wait, int serviceLevelSeconds, int abandonmentSeconds) =>
        abandonmentSeconds > 0 && wait.TotalSeconds >= abandonmentSeconds ? Pace.Lost
        : wait.TotalSeconds >= serviceLevelSeconds ? Pace.Late
        : Pace.Normal;
}
