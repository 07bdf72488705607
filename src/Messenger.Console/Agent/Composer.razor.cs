using Messenger.Console.Shared;
using Messenger.Console.Shared.Browser;
using Messenger.Console.Shared.Language;
using Messenger.Domain.Configuration;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Messenger.Console.Agent;

/// <summary>The compose box. The text itself lives in the browser; here is what it means.</summary>
public sealed partial class Composer
{
    private ElementReference box;
    private ElementReference picker;
    private DropDown? cannedMenu;
    private DropDown? emojiMenu;
    private DotNetObjectReference<Composer>? self;
    private IJSObjectReference? module;
    private IJSObjectReference? hook;
    private IJSObjectReference? files;
    private IReadOnlyList<CannedResponse>? listed;
    private string dismissed = "";
    private int active;
    private int length;
    private int parts = 1;
    private bool empty = true;

    [Inject] public IJSRuntime Js { get; set; } = default!;

    [Inject] public FileScript Files { get; set; } = default!;

    [Parameter, EditorRequired] public Chat Chat { get; set; } = default!;

    [Parameter, EditorRequired] public Desk Desk { get; set; } = default!;

    [Parameter] public EventCallback OnSent { get; set; }

    // What a button does is done by a script, which comes after the first rendering: until then it would do nothing.
    private bool MayInsert => Chat.MayWrite && hook is not null;

    private bool MayAttach => Chat.MayWrite && files is not null;

    private string Count =>
        length < MessageParts.Near ? ""
        : parts > 1 ? L["Compose.Parts", parts]
        : L["Compose.Left", MessageParts.Most - length];

    /// <param name="typed">False when the text came from a draft, a list or the sending.</param>
    [JSInvokable]
    public async Task Changed(string text, bool typed)
    {
        length = text.Trim().Length;
        empty = length == 0;
        parts = length > MessageParts.Most ? MessageParts.Split(text).Count : 1;
        await Suggest(typed ? text : "");
        StateHasChanged();
        if (typed && !empty && listed is null)
        {
            await Desk.Typing(Chat.Id);
        }
    }

    [JSInvokable]
    public async Task Submit(string text)
    {
        if (Chat.MayWrite)
        {
            var sending = Desk.Send(Chat, text);
            await OnSent.InvokeAsync();
            await sending;
        }
    }

    [JSInvokable]
    public async Task ListKey(string key)
    {
        if (listed is not { Count: > 0 } list)
        {
            return;
        }

        switch (key)
        {
            case "ArrowDown":
                active = (active + 1) % list.Count;
                break;
            case "ArrowUp":
                active = (active + list.Count - 1) % list.Count;
                break;
            case "Escape":
                dismissed = "/";
                await CloseList();
                break;
            default:
                await Pick(list[active]);
                break;
        }

        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        await Hook.Release(hook);
        await Hook.Release(files);
        if (module is not null)
        {
            await module.DisposeAsync();
        }

        self?.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            self = DotNetObjectReference.Create(this);
            module = await Js.InvokeAsync<IJSObjectReference>("import", "./js/desk.js");
            hook = await module.InvokeAsync<IJSObjectReference>("attachComposer", box, self, Chat.Id);
            files = await Files.AttachPicker(picker, box, Desk.Receiver, Chat.Id);
            StateHasChanged();
        }
    }

    private string Fill(CannedResponse response) =>
        CannedTexts.Fill(response.Text, Chat.View.CustomerName, Desk.State.Agent?.DisplayName ?? "", Chat.View.CampaignName);

    // Only while "/" and one word stand there: a slash inside a sentence is a slash.
    private async Task Suggest(string text)
    {
        if (!text.StartsWith('/'))
        {
            dismissed = "";
        }

        var asks = text.StartsWith('/') && dismissed.Length == 0 && !text.Any(char.IsWhiteSpace);
        var found = asks && Desk.CannedIn(Chat) is { } responses ? CannedTexts.Match(responses, text[1..], Languages.Current) : [];
        if (found.Count == 0)
        {
            await CloseList();
            return;
        }

        listed = found;
        active = 0;
        await hook!.InvokeVoidAsync("setList", true);
    }

    private async Task CloseList()
    {
        if (listed is not null)
        {
            listed = null;
            await hook!.InvokeVoidAsync("setList", false);
        }
    }

    private async Task Pick(CannedResponse response)
    {
        await CloseList();
        await hook!.InvokeVoidAsync("replace", Fill(response));
    }

    private async Task PickFromMenu(CannedResponse response)
    {
        await cannedMenu!.Close();
        await hook!.InvokeVoidAsync("insert", Fill(response));
    }

    private async Task Insert(string emoji)
    {
        await emojiMenu!.Close();
        await hook!.InvokeVoidAsync("insert", emoji);
    }

    private Task PickFiles() => files?.InvokeVoidAsync("pick").AsTask() ?? Task.CompletedTask;

    private async Task SendFromButton()
    {
        await hook!.InvokeVoidAsync("send");
        await hook!.InvokeVoidAsync("focus");
    }
}
