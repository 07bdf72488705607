using System.Text.Json.Nodes;

namespace Messenger.Simulator.Tests;

/// <summary>Reading back what was missed, and profiles.</summary>
public sealed class ConversationTests
{
    [Fact]
    public async Task ConversationsAreReadBackPageByPage()
    {
        await using var world = await World.Start();
        await world.Settings(new { rateLimits = false });
        var people = new List<string>();
        for (var n = 0; n < 5; n++)
        {
            people.Add(await world.Known($"Persona {n}"));
            world.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var found = new List<string>();
        var next = $"/v23.0/{World.Page}/conversations?platform=messenger&limit=2&fields=participants,updated_time,snippet,message_count,unread_count,can_reply&access_token={World.Token}";
        var pages = 0;
        while (next is not null)
        {
            var list = JsonNode.Parse(await world.Http.GetStringAsync(next))!;
            found.AddRange(list["data"]!.AsArray().Select(c => c!["participants"]!["data"]![0]!["id"]!.GetValue<string>()));
            next = list["paging"]!["next"]?.GetValue<string>();
            pages++;
        }

        Assert.Equal(3, pages);
        Assert.Equal(people.AsEnumerable().Reverse(), found);
        var (_, one) = await world.Graph($"me/conversations?user_id={people[2]}&fields=participants,messages.limit(1){{id,message,from,to,created_time}}");
        var conversation = Assert.Single(one["data"]!.AsArray())!;
        Assert.Equal("Persona 2", conversation["participants"]!["data"]![0]!["name"]!.GetValue<string>());
        Assert.Equal(("hola", people[2]), (conversation["messages"]!["data"]![0]!["message"]!.GetValue<string>(), conversation["messages"]!["data"]![0]!["from"]!["id"]!.GetValue<string>()));
    }

    [Fact]
    public async Task MessagesAreReadBackNewestFirst()
    {
        await using var world = await World.Start();
        await world.Settings(new { rateLimits = false });
        var psid = await world.Known();
        await world.Send(new { recipient = new { id = psid }, message = new { text = "respuesta" } });
        await world.Post($"/control/customers/{psid}/messages", new { pageId = World.Page, attachments = new[] { new { type = "image" }, new { type = "file" } } });

        var (_, list) = await world.Graph($"t_{psid}/messages?fields=id,message,attachments&limit=2");
        var (_, conversation) = await world.Graph($"t_{psid}?fields=messages.limit(1){{message}},message_count");
        var rest = JsonNode.Parse(await world.Http.GetStringAsync(conversation["messages"]!["paging"]!["next"]!.GetValue<string>()))!;
        var mid = list["data"]![1]!["id"]!.GetValue<string>();

        Assert.Equal(["", "respuesta"], list["data"]!.AsArray().Select(m => m!["message"]!.GetValue<string>()));
        var attachments = list["data"]![0]!["attachments"]!["data"]!;
        Assert.Contains("/cdn/", attachments[0]!["image_data"]!["url"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("/cdn/", attachments[1]!["file_url"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(3, conversation["message_count"]!.GetValue<int>());
        Assert.Equal(mid, rest["data"]![0]!["id"]!.GetValue<string>());
        Assert.Equal(World.Page, (await world.Graph($"{mid}?fields=from")).Body["from"]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task ARequestNobodyAnsweredIsNotListedAfterThirtyDays()
    {
        await using var world = await World.Start();
        await world.Settings(new { rateLimits = false });
        var (_, answered) = (await world.Known("Sin respuesta"), await world.Known("Con respuesta"));
        await world.Send(new { recipient = new { id = answered }, message = new { text = "x" } });
        world.Clock.Advance(TimeSpan.FromDays(31));

        Assert.Equal("t_" + answered, Assert.Single((await world.Graph("me/conversations")).Body["data"]!.AsArray())!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task OthersConversationsAreNotSeen()
    {
        await using var world = await World.Start();
        await world.Settings(new { rateLimits = false });
        var psid = await world.Known();
        var mid = (await world.Phone(psid))[0]!["mid"]!.GetValue<string>();

        foreach (var path in new[] { $"t_{psid}", $"t_{psid}/messages", mid, "m_none", "t_1", "1/messages", $"{World.Page}/conversations" })
        {
            SendTests.AssertError((await world.Graph(path, SimulatorDefaults.CafePageToken)).Body, 100, 33);
        }

        SendTests.AssertError((await world.Graph("me/conversations", SimulatorDefaults.NoTaskPageToken)).Body, 200, null);
        var user = await LoginTests.User(world, scopes: ["pages_show_list", "pages_messaging"]);
        SendTests.AssertError((await world.Graph("me/conversations", (await LoginTests.PageTokens(world, user))[World.Page])).Body, 200, null);
    }

    public static TheoryData<string, string?, int, int?> Profiles => new()
    {
        { "full", "first_name,last_name,name,profile_pic,id", 0, null },
        { "name-only", "name,id", 0, null },
        { "id-only", "id", 0, null },
        { "empty", "", 0, null },
        { "after-first-message", "id", 0, null },
        { "phone-account", null, 100, 2018218 },
        { "no-right", null, 200, 2018247 },
        { "missing", null, 100, 33 },
        { "bad-token", null, 190, 467 },
        { "rate-limit", null, 4, null },
    };

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task ProfilesAnswerInEveryCase(string profile, string? keys, int code, int? subcode)
    {
        await using var world = await World.Start();
        var (own, general) = (await world.Customer("Ana Ruiz"), await world.Customer("Eva Ruiz"));
        await world.Do(HttpMethod.Patch, $"customers/{own}", new { profile });
        await world.Settings(new { profile });
        foreach (var psid in new[] { own, general })
        {
            var (_, body) = await world.Graph($"{psid}?fields=first_name,last_name,name,profile_pic");
            if (keys is null)
            {
                SendTests.AssertError(body, code, subcode);
            }
            else
            {
                Assert.Equal(keys, string.Join(',', body.Select(m => m.Key)));
            }
        }
    }

    [Fact]
    public async Task AfterTheFirstMessageTheProfileIsThere()
    {
        await using var world = await World.Start();
        await world.Settings(new { profile = "after-first-message" });
        var psid = await world.Known();

        Assert.Equal("Ana Núñez", (await world.Graph($"{psid}?fields=name")).Body["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task ASlowProfileComesAfterEightSeconds()
    {
        await using var world = await World.Start();
        var psid = await world.Customer();
        await world.Do(HttpMethod.Patch, $"customers/{psid}", new { profile = "slow" });
        var asked = world.Graph($"{psid}?fields=name");

        var (_, body) = await World.Until(
            async () =>
            {
                world.Clock.Advance(TimeSpan.FromSeconds(1));
                return asked.IsCompleted ? await asked : default;
            },
            a => a.Body is not null);

        Assert.Equal("Ana Núñez", body["name"]!.GetValue<string>());
        Assert.True(world.Clock.GetUtcNow() - new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero) >= TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task APictureAddressEnds()
    {
        await using var world = await World.Start();
        var picture = (await world.Graph($"{await world.Customer()}?fields=profile_pic")).Body["profile_pic"]!.GetValue<string>();
        Assert.Contains("?ext=", picture, StringComparison.Ordinal);
        world.Clock.Advance(TimeSpan.FromHours(24));

        using var late = await world.Http.GetAsync(picture);

        Assert.Equal(403, (int)late.StatusCode);
    }
}
