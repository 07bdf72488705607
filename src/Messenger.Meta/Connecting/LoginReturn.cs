namespace Messenger.Meta;

/// <summary>What the browser brings back from the dialog.</summary>
public abstract record LoginReturn
{
    private LoginReturn()
    {
    }

    /// <param name="Code">Exchanged once, at once. As text it is not shown.</param>
    /// <param name="State">To be compared with the one that was given along, before anything else.</param>
    public sealed record Granted(AccessToken Code, string State) : LoginReturn;

    /// <summary>The person said no, or may not: in development mode that is everybody without a role on the app.</summary>
    /// <param name="Reason">Meta's word, as in <c>user_denied</c>, <c>access_denied</c>; at most 60 letters, digits and signs.</param>
    /// <param name="State">Empty when Meta gave none.</param>
    public sealed record Declined(string Reason, string State) : LoginReturn;

    /// <summary>Not a return of the dialog.</summary>
    public sealed record Odd : LoginReturn;

    /// <param name="value">Gives the query's value by name, unescaped; null = not there.</param>
    public static LoginReturn Read(Func<string, string?> value)
    {
        var state = value("state") ?? "";
        if (value("error") is { Length: > 0 } error)
        {
            return new Declined(WebhookReader.Word(value("error_reason") is { Length: > 0 } reason ? reason : error), state);
        }

        // A fragment that Meta appends stays in the browser, unless a script passes the whole address on.
        return state.Length > 0 && value("code")?.Replace("#_=_", "", StringComparison.Ordinal) is { Length: > 0 } code
            ? new Granted(new(code), state.Replace("#_=_", "", StringComparison.Ordinal))
            : new Odd();
    }
}
