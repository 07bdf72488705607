using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Messenger.Front.Tests.Logs;

/// <summary>Everything any logger of the product says: text, fields, exceptions and scopes.</summary>
[ProviderAlias("Captured")]
internal sealed class CapturedLog : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> _lines = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public IReadOnlyList<string> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private static void Append(StringBuilder line, object? state)
    {
        if (state is IEnumerable<KeyValuePair<string, object?>> fields)
        {
            foreach (var (name, value) in fields)
            {
                line.Append(CultureInfo.InvariantCulture, $" {name}=");
                _ = value is System.Collections.IEnumerable many and not string ? line.AppendJoin(',', many.Cast<object?>()) : line.Append(value);
            }
        }
        else
        {
            line.Append(' ').Append(state);
        }
    }

    private sealed class Writer(CapturedLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = new StringBuilder(category).Append(CultureInfo.InvariantCulture, $" {logLevel}: ").Append(formatter(state, exception));
            Append(line, state);
            log._scopes.ForEachScope((scope, to) => Append(to, scope), line);
            log._lines.Enqueue(line.Append(' ').Append(exception).ToString());
        }
    }
}
