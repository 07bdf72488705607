using Messenger.Bench.Running;

namespace Messenger.Bench.Scenarios;

internal static class Writer
{
    public static Task Run(BenchOptions options, Figures figures) => Task.CompletedTask;
}
