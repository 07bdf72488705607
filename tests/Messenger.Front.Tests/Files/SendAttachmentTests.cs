using System.Net.Http.Json;
using Messenger.Domain.Conversations;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Files;

/// <summary>SendAttachment: an upload goes to the customer as a message of its own.</summary>
public sealed class SendAttachmentTests : IAsyncLifetime
{
    private RunningProduct _product = null!;
    private HubClient _ana = null!;
    private string _psid = "";
    private string _id = "";

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.Start();
        _ana = await _product.Connect("ana");
        await _ana.Desk();
        _psid = await _product.Simulator.Customer("Rosa");
        await _product.Simulator.Writes(_psid, "hola");
        _id = (await _ana.Saw<InteractionAdded>("interaction.added", _ => true)).Interaction.Id;
    }

    public async ValueTask DisposeAsync()
    {
        await _ana.DisposeAsync();
        await _product.DisposeAsync();
    }

    [Fact]
    public async Task Texts_and_files_reach_the_phone_in_order_each_as_a_message_of_its_own()
    {
        var upload = await Upload("ana", "página ñ.png");
        Assert.True((await _ana.Do("SendText", _id, "a", "mire")).Ok);
        Assert.True((await _ana.Do("SendAttachment", _id, "b", upload.UploadId)).Ok);
        Assert.True((await _ana.Do("SendText", _id, "c", "¿la ve?")).Ok);
        var phone = await Eventually.Is(Phone, p => p.Count >= 3, "all three are on the phone");
        Assert.Equal(["a", "b", "c"], phone.Select(line => line.GetProperty("metadata").GetString()));
        Assert.Contains("image", phone[1].GetRawText(), StringComparison.Ordinal);

        var shown = await _ana.Saw<MessageView>("message.added", m => m.ClientMessageId == "b");
        Assert.Equal(("out", null), (shown.Direction, shown.Text));
        var attachment = Assert.Single(shown.Attachments);
        Assert.Equal(
            ("image", "página ñ.png", upload.UploadId, "image/png", 11L, AttachmentWord.Stored),
            (attachment.Type, attachment.Title, attachment.FileId, attachment.MediaType, attachment.Size!.Value, attachment.State));
    }

    [Fact]
    public async Task The_recording_has_it_and_whoever_is_signed_in_can_open_it()
    {
        var upload = await Upload("ana", "a.png");
        using var sofia = await _product.Client("sofia");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await sofia.GetAsync($"/api/files/{upload.UploadId}")).StatusCode);
        Assert.True((await _ana.Do("SendAttachment", _id, "b", upload.UploadId)).Ok);
        var recorded = await sofia.GetFromJsonAsync<RecordingMessages>($"/api/recordings/{_id}/messages?after=0");
        Assert.Equal(upload.UploadId, Assert.Single(Assert.Single(recorded!.Items, m => m.Direction == "out").Attachments).FileId);
        Assert.Equal(UploadTests.Png, await sofia.GetByteArrayAsync($"/api/files/{upload.UploadId}"));
    }

    [Fact]
    public async Task A_repeated_command_is_not_a_second_file()
    {
        var upload = await Upload("ana", "a.png");
        Assert.True((await _ana.Do("SendAttachment", _id, "b", upload.UploadId)).Ok);
        await Eventually.Is(Phone, p => p.Count == 1, "it is on the phone");
        Assert.True((await _ana.Do("SendAttachment", _id, "b", upload.UploadId)).Ok);
        Assert.True((await _ana.Do("SendText", _id, "c", "después")).Ok);
        await Eventually.Is(Phone, p => p.Count >= 2, "the later one is on the phone");
        Assert.Equal(["b", "c"], (await Phone()).Select(line => line.GetProperty("metadata").GetString()));
    }

    [Fact]
    public async Task What_is_not_his_upload_is_refused()
    {
        var bruno = await Upload("bruno", "a.png");
        var ana = await Upload("ana", "a.png");
        await Refused("unknown", _id, "b", bruno.UploadId);
        await Refused("unknown", _id, "b", "no-such-upload");
        await Refused("unknown", _id, "b", null);
        await Refused("unknown", _id, "b", new string('a', 101));
        await Refused("unknown", _id, "", ana.UploadId);
        await Refused("unknown", _id, new string('b', 101), ana.UploadId);
        await Refused("unknown", "not an id", "b", ana.UploadId);
        await Refused("not-yours", "100000000000001-1-1", "b", ana.UploadId);
    }

    private async Task Refused(string code, string interactionId, string clientMessageId, string? uploadId) =>
        Assert.Equal((false, code), await _ana.Do("SendAttachment", interactionId, clientMessageId, uploadId) is var r ? (r.Ok, r.Code) : default);

    private async Task<UploadReply> Upload(string userName, string name)
    {
        using var client = await _product.Client(userName);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(UploadTests.Png), "file", name } };
        using var reply = await client.PostAsync("/api/uploads", form);
        reply.EnsureSuccessStatusCode();
        return (await reply.Content.ReadFromJsonAsync<UploadReply>())!;
    }

    private async Task<IReadOnlyList<System.Text.Json.JsonElement>> Phone() =>
        [.. (await _product.Simulator.Phone(_psid)).Where(l => l.GetProperty("direction").GetString() == "out")];
}
