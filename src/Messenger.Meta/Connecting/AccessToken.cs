namespace Messenger.Meta;

/// <summary>A token of a person, a Page or the app. As text it is only its name, so that no log and no exception shows it.</summary>
/// <param name="Value">Of any length; to be stored encrypted.</param>
public readonly record struct AccessToken(string Value)
{
    public override string ToString() => "(token)";
}

/// <summary>The token of a person who signed in with Meta.</summary>
/// <param name="ExpiresAfter">From the answer on; null when Meta does not say, as for one that does not run out.</param>
public sealed record UserToken(AccessToken Token, TimeSpan? ExpiresAfter);

/// <summary>A Page that the person ticked.</summary>
/// <param name="Token">Null when the person's role on the Page gives none.</param>
/// <param name="Tasks">What the person may do there, in Meta's words; empty when Meta does not say.</param>
public sealed record GrantedPage(string Id, string Name, AccessToken? Token, string? Category, IReadOnlyList<string> Tasks)
{
    /// <summary>Sending needs it. Where Meta names no tasks, trying it is the only way to know.</summary>
    public bool MayMessage => Has("MESSAGING");

    /// <summary>Subscribing the webhooks needs one of these.</summary>
    public bool MaySubscribe => Has("MODERATE") || Has("CREATE_CONTENT") || Has("MANAGE");

    /// <summary>New Pages call the same task PROFILE_PLUS_MESSAGING and the like.</summary>
    private bool Has(string task) => Tasks.Count == 0 || Tasks.Any(given => given == task || given == $"PROFILE_PLUS_{task}");
}
