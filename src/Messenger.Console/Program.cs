using Messenger.Console;
using Messenger.Console.Agent;
using Messenger.Console.Shared.Api;
using Messenger.Console.Shared.Browser;
using Messenger.Console.Shared.Live;
using Messenger.Console.Shared.Session;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using MudBlazor;
using MudBlazor.Services;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.RootComponents.Add<App>("#app");
builder.RootComponents.Add<HeadOutlet>("head::after");

var server = new Uri(builder.HostEnvironment.BaseAddress);
builder.Services.AddLocalization();
builder.Services.AddMudServices(options =>
{
    options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
    options.SnackbarConfiguration.VisibleStateDuration = 5_000;
    options.SnackbarConfiguration.PreventDuplicates = true;
});
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<BrowserStorage>();
builder.Services.AddSingleton<ConsoleScript>();
builder.Services.AddSingleton<ServerClock>();
builder.Services.AddSingleton(services => new TokenKeeper(
    new HttpClient { BaseAddress = server }, services.GetRequiredService<BrowserStorage>(), services.GetRequiredService<TimeProvider>()));
builder.Services.AddSingleton(services => new ConsoleApi(
    new HttpClient(new BearerHandler(services.GetRequiredService<TokenKeeper>())) { BaseAddress = server }));
builder.Services.AddSingleton<FileScript>();
builder.Services.AddSingleton<ConsoleSession>();
builder.Services.AddSingleton<LiveConnection>();
builder.Services.AddScoped<DeskState>();
builder.Services.AddScoped<Desk>();

await builder.Build().RunAsync();
