using Messenger.Bench.Floors;
using Messenger.Bench.Load;
using Messenger.Bench.Running;
using Messenger.Bench.Scenarios;

switch (args)
{
    case ["list"]:
        foreach (var known in Scenario.All)
        {
            Console.WriteLine($"{known.Name,-10} {known.Description}");
        }

        return 0;

    // Processes of their own, so that their CPU time is told apart.
    case [FloorServer.Verb, .. var rest]:
        return await FloorServer.Run(rest);
    case [BareServer.Verb, .. var rest]:
        return await BareServer.Run(rest);
    case [DeskClients.Verb, .. var rest]:
        return await DeskClients.Run(rest);
    case [CallCentre.Verb, .. var rest]:
        return await CallCentre.Create(rest);
}

if (BenchOptions.Read(args) is not { } options || Scenario.All.FirstOrDefault(s => s.Name == options.Scenario) is not { } scenario)
{
    await Console.Error.WriteLineAsync("Usage: list | <scenario> [--seconds N] [--json FILE] [--quick] [--storage postgres|sqlite] [--seed N]");
    return 2;
}

var figures = new Figures(options);
await scenario.Run(options, figures);
figures.Print(Console.Out);
await figures.Write(options.Json);
return 0;
