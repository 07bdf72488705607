namespace Messenger.Meta;

/// <summary>How a call other than a send ended.</summary>
public abstract record GraphResult<T>
{
    private GraphResult()
    {
    }

    public sealed record Done(T Value) : GraphResult<T>;

    /// <summary>Meta refuses, and refuses the same call again.</summary>
    /// <param name="Reason">Code, subcode and Meta's trace id for the log; without Meta's text, which can quote a token.</param>
    public sealed record Refused(GraphErrorClass Class, string Reason) : GraphResult<T>
    {
        /// <summary>What is wrong with the token, when that is the cause.</summary>
        public TokenFault? Token { get; init; }
    }

    /// <summary>It did not work now. A call that changes something may nevertheless have done so.</summary>
    /// <param name="After">Shortest sensible wait, 0 to 1 hour.</param>
    public sealed record Later(GraphErrorClass Class, string Reason, TimeSpan After) : GraphResult<T>;

    /// <summary>The same ending for another kind of value.</summary>
    /// <exception cref="InvalidOperationException">It worked: then there is a value to take.</exception>
    internal GraphResult<TOther> Failed<TOther>() => this switch
    {
        Refused refused => new GraphResult<TOther>.Refused(refused.Class, refused.Reason) { Token = refused.Token },
        Later later => new GraphResult<TOther>.Later(later.Class, later.Reason, later.After),
        _ => throw new InvalidOperationException("A call that worked did not fail."),
    };

    /// <summary>With the value turned into another one; null = the answer was not one to this call.</summary>
    internal GraphResult<TOther> Then<TOther>(Func<T, TOther?> read)
        where TOther : class => this is Done(var value)
            ? read(value) is { } other ? new GraphResult<TOther>.Done(other) : GraphResults.Odd<TOther>()
            : Failed<TOther>();
}

internal static class GraphResults
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    /// <summary>An answer that is none: the edge's HTML, or JSON without what was asked for.</summary>
    public static GraphResult<T> Odd<T>() => new GraphResult<T>.Later(GraphErrorClass.RetryLater, "no answer of Graph", Soon);

    public static GraphResult<T> NoAnswer<T>() => new GraphResult<T>.Later(GraphErrorClass.RetryLater, "no answer", Soon);

    public static GraphResult<T> Restrained<T>(TimeSpan wait) => new GraphResult<T>.Later(GraphErrorClass.RateLimited, "usage", wait);

    public static GraphResult<T> Of<T>(GraphError error, TimeSpan? hint)
    {
        var rule = GraphErrorTable.Find(error.Code, error.Subcode);
        return rule switch
        {
            { Wait: { } wait } => new GraphResult<T>.Later(rule.Class, error.Reason, hint ?? wait),
            { MayBeSent: true } => new GraphResult<T>.Later(rule.Class, error.Reason, hint ?? Soon),
            _ => new GraphResult<T>.Refused(rule.Class, error.Reason) { Token = rule.Token },
        };
    }
}
