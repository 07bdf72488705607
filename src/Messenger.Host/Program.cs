using Messenger.Host.Commands;
using Messenger.Host.Composition;

if (HostCommands.Asked(args))
{
    return await HostCommands.Run(args, Console.Out, Console.Error);
}

try
{
    await using var host = MessengerHost.Build(args);
    await host.Run();
    return 0;
}
catch (ConfigurationException fault)
{
    await Console.Error.WriteLineAsync(fault.Message);
    return 2;
}
