using Messenger.Console;
using Messenger.Console.Administration.Activation;
using Messenger.Console.Administration.Audit;
using Messenger.Console.Administration.Campaigns;
using Messenger.Console.Administration.Checklists;
using Messenger.Console.Administration.Facebook;
using Messenger.Console.Administration.Members;
using Messenger.Console.Administration.People;
using Messenger.Console.Administration.Words;
using Messenger.Console.Agent;
using Messenger.Console.Shared.Api;
using Messenger.Console.Shared.Browser;
using Messenger.Console.Shared.Live;
using Messenger.Console.Shared.Session;
using Messenger.Console.Supervisor;
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
    options.SnackbarConfiguration.NormalIcon = Icons.Material.Outlined.Info;
});
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<BrowserStorage>();
builder.Services.AddSingleton<ConsoleScript>();
builder.Services.AddSingleton<ServerClock>();
builder.Services.AddSingleton(services => new TokenKeeper(
    new HttpClient { BaseAddress = server }, services.GetRequiredService<BrowserStorage>(), services.GetRequiredService<TimeProvider>()));
builder.Services.AddSingleton(services => new HttpClient(new BearerHandler(services.GetRequiredService<TokenKeeper>())) { BaseAddress = server });
builder.Services.AddSingleton<ConsoleApi>();
builder.Services.AddSingleton<CampaignsApi>();
builder.Services.AddSingleton<ActivationApi>();
builder.Services.AddSingleton<FacebookApi>();
builder.Services.AddSingleton<ChecklistApi>();
builder.Services.AddSingleton<ActivationScript>();
builder.Services.AddSingleton<WordsApi>();
builder.Services.AddSingleton<MembersApi>();
builder.Services.AddSingleton<UsersApi>();
builder.Services.AddSingleton<AuditApi>();
builder.Services.AddSingleton<ChangeWords>();
builder.Services.AddSingleton<DownloadScript>();
builder.Services.AddSingleton<FileScript>();
builder.Services.AddSingleton<ConsoleSession>();
builder.Services.AddSingleton<LiveConnection>();
builder.Services.AddSingleton<BoardCommands>();
builder.Services.AddScoped<DeskState>();
builder.Services.AddScoped<Desk>();

await builder.Build().RunAsync();
