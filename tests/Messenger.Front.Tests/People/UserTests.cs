using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Messenger.Domain.Http;
using Messenger.Domain.People;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.People;

/// <summary>Users as an administrator sets them up (R49).</summary>
[Collection(ProductCollection.Name)]
public sealed class UserTests(SharedProduct shared)
{
    private readonly RunningProduct _product = shared.Running;

    [Fact]
    public async Task A_new_user_has_what_he_was_given_and_a_password_that_is_told_once()
    {
        var name = Personnel.NewName("Eva");
        using var made = await _product.Make(new { userName = name, displayName = " Eva Ríos ", roles = new[] { "supervisor", "agent" }, campaigns = new[] { "soporte" } });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal($"/api/users/{name}", made.Headers.Location?.ToString());
        Assert.True(made.Headers.CacheControl?.NoStore);
        var issued = (await made.Content.ReadFromJsonAsync<IssuedPassword>(JsonSerializerOptions.Web, TestContext.Current.CancellationToken))!;
        Assert.Matches("^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$", issued.Password);

        var (body, tag) = await _product.Read($"/api/users/{name.ToUpperInvariant()}");
        Assert.Equal(tag, made.Headers.ETag?.Tag);
        var seen = body.Deserialize<UserView>(JsonSerializerOptions.Web)!;
        Assert.Equal((name, "Eva Ríos", false, true), (seen.UserName, seen.DisplayName, seen.Disabled, seen.OneTimePassword));
        Assert.Equal(["agent", "supervisor"], seen.Roles);
        Assert.Equal(["soporte"], seen.Campaigns);
        Assert.DoesNotContain("password\":\"", body.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    public static TheoryData<string, object> Wrong() => new()
    {
        { "userName", new { displayName = "Eva", roles = new[] { "agent" } } },
        { "userName", new { userName = "eva rios", displayName = "Eva", roles = new[] { "agent" } } },
        { "userName", new { userName = new string('x', 41), displayName = "Eva", roles = new[] { "agent" } } },
        { "userName", new { userName = "<script>", displayName = "Eva", roles = new[] { "agent" } } },
        { "userName", new { userName = "ADMIN", displayName = "Eva", roles = new[] { "agent" } } },
        { "displayName", new { userName = "eva.x", displayName = " ", roles = new[] { "agent" } } },
        { "displayName", new { userName = "eva.x", displayName = new string('x', 10_000_000), roles = new[] { "agent" } } },
        { "roles", new { userName = "eva.x", displayName = "Eva" } },
        { "roles", new { userName = "eva.x", displayName = "Eva", roles = new[] { "emperor" } } },
        { "campaigns[0]", new { userName = "eva.x", displayName = "Eva", roles = new[] { "supervisor" }, campaigns = new[] { "nowhere" } } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_field_is_named_and_nothing_is_saved(string field, object user)
    {
        using var reply = await _product.Make(user);
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        var problem = await AnsweredProblem.Of(reply);
        Assert.Equal([field], problem.Errors!.Keys);
        Assert.Equal([field], problem.Faults!.Keys);
        using var admin = await _product.Client("admin");
        using var missing = await admin.GetAsync("/api/users/eva.x", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"userName\":7}")]
    [InlineData("not json")]
    [InlineData("{\"userName\":\"eva.y\",\"displayName\":\"\\ud800\",\"roles\":[\"agent\"]}")]
    public async Task What_is_no_user_at_all_is_refused(string body)
    {
        using var admin = await _product.Client("admin");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var reply = await admin.PostAsync("/api/users", content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
    }

    [Fact]
    public async Task What_is_left_out_stays_and_a_change_needs_the_newest_tag()
    {
        var name = await _product.Hire("eva", "supervisor");
        var path = $"/api/users/{name}";
        await _product.Set(path, new { campaigns = new[] { "soporte" } });
        var (_, old) = await _product.Read(path);
        Assert.Equal(["soporte"], (await _product.Set(path, new { displayName = "Otra" })).Deserialize<UserView>(JsonSerializerOptions.Web)!.Campaigns);

        using var stale = await _product.Change(path, new { displayName = "Tarde" }, old);
        Assert.Equal((HttpStatusCode.PreconditionFailed, "/problems/stale"), (stale.StatusCode, (await AnsweredProblem.Of(stale)).Type));
        using var untagged = await _product.Change(path, new { displayName = "Tarde" }, null);
        Assert.Equal(HttpStatusCode.PreconditionRequired, untagged.StatusCode);
        Assert.Equal("Otra", (await _product.Seen(name)).DisplayName);

        await _product.Set(path, new { campaigns = (string[]?)null });
        Assert.Null((await _product.Seen(name)).Campaigns);
    }

    [Fact]
    public async Task Two_who_change_at_once_do_not_overwrite_each_other()
    {
        var name = await _product.Hire("eva", "agent");
        var (_, tag) = await _product.Read($"/api/users/{name}");
        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => _product.Change($"/api/users/{name}", new { displayName = $"Eva {n}" }, tag)));
        Assert.Equal([HttpStatusCode.OK, .. Enumerable.Repeat(HttpStatusCode.PreconditionFailed, 5)], replies.Select(r => r.StatusCode).Order());
        Array.ForEach(replies, r => r.Dispose());

        var names = Enumerable.Range(0, 6).Select(_ => Personnel.NewName("junto")).ToArray();
        var made = await Task.WhenAll(names.Append(names[0]).Select(n => _product.Make(new { userName = n, displayName = n, roles = new[] { "agent" } })));
        Assert.Equal(1, made.Count(r => r.StatusCode == HttpStatusCode.BadRequest));
        Assert.Equal(6, made.Count(r => r.StatusCode == HttpStatusCode.Created));
        Array.ForEach(made, r => r.Dispose());
    }

    [Fact]
    public async Task Nobody_switches_himself_off_and_the_last_administrator_stays()
    {
        var (_, tag) = await _product.Read("/api/users/admin");
        using var off = await _product.Change("/api/users/admin", new { disabled = true }, tag);
        Assert.Equal((HttpStatusCode.Conflict, "/problems/not-yourself"), (off.StatusCode, (await AnsweredProblem.Of(off)).Type));

        // One more, and those whom other tests left behind: until nobody but him is left.
        await _product.Hire("jefa", RoleWord.Administrator);
        using var admin = await _product.Client("admin");
        foreach (var other in (await admin.GetFromJsonAsync<UserList>("/api/users?role=administrator&limit=200"))!.Items.Where(u => !u.Disabled && u.UserName != "admin"))
        {
            await _product.Set($"/api/users/{other.UserName}", new { disabled = true });
        }

        using var demoted = await _product.Change("/api/users/admin", new { roles = new[] { "agent" } }, tag);
        Assert.Equal((HttpStatusCode.Conflict, "/problems/last-administrator"), (demoted.StatusCode, (await AnsweredProblem.Of(demoted)).Type));
        Assert.Equal(["administrator"], (await _product.Seen("admin")).Roles);
    }

    [Fact]
    public async Task They_are_found_by_name_and_role_and_paged()
    {
        var mark = Personnel.NewName("página");
        foreach (var n in new[] { "b", "a", "c" })
        {
            using var made = await _product.Make(new { userName = $"{mark}-{n}", displayName = $"Señora {n}", roles = new[] { n == "c" ? "supervisor" : "agent" } });
            Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        }

        using var admin = await _product.Client("admin");
        async Task<UserList> List(string query) => (await admin.GetFromJsonAsync<UserList>("/api/users?" + query))!;
        var search = Uri.EscapeDataString(mark.Replace("á", "A", StringComparison.Ordinal).ToUpperInvariant());
        var first = await List($"search={search}&limit=2");
        Assert.Equal([$"{mark}-a", $"{mark}-b"], first.Items.Select(u => u.UserName));
        var second = await List($"search={search}&limit=2&cursor={Uri.EscapeDataString(first.Next!)}");
        Assert.Equal($"{mark}-c", Assert.Single(second.Items).UserName);
        Assert.Null(second.Next);
        Assert.Equal([$"{mark}-c"], (await List($"search={search}&role=supervisor")).Items.Select(u => u.UserName));
        Assert.Empty((await List("search=nobody-is-called-so")).Items);
        using var wrong = await admin.GetAsync("/api/users?role=emperor&limit=x", TestContext.Current.CancellationToken);
        Assert.Equal(["limit", "role"], (await AnsweredProblem.Of(wrong)).Errors!.Keys.Order());
    }

    [Fact]
    public async Task The_audit_says_who_did_what_and_never_a_password()
    {
        var name = await _product.Hire("eva", "supervisor");
        await _product.Set($"/api/users/{name}", new { roles = new[] { "agent" }, disabled = true, campaigns = new[] { "soporte" } });
        var issued = await _product.NewPassword(name);

        using var admin = await _product.Client("admin");
        var text = await admin.GetStringAsync($"/api/audit?target=user:{name}", TestContext.Current.CancellationToken);
        Assert.DoesNotContain(issued.Password, text, StringComparison.Ordinal);
        var list = JsonSerializer.Deserialize<AuditList>(text, JsonSerializerOptions.Web)!;
        Assert.Equal([("password", "admin"), ("settings", "admin"), ("password", name), ("created", "admin")], list.Items.Select(i => (i.Kind, i.User!.UserName)));
        Assert.Equal(
            [("roles", "supervisor", "agent"), ("disabled", "false", "true"), ("campaigns", "*", "Soporte")],
            list.Items[1].Changes.Select(c => (c.Field, c.Before, c.After)));
        Assert.All(list.Items, i => Assert.Equal("eva", i.TargetName));
    }
}
