using Messenger.Host.Composition;

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
