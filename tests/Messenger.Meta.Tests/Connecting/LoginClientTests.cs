using Messenger.Meta.Tests.Graph;
using Messenger.Meta.Tests.Webhooks;
using Microsoft.AspNetCore.Http;

namespace Messenger.Meta.Tests.Connecting;

public sealed class LoginClientTests
{
    private static readonly AccessToken User = new(GraphServer.Token);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"access_token":"t","token_type":"bearer","expires_in":6543}""", 6543)]
    [InlineData("""{"access_token":"t","expires":"6543"}""", 6543)]
    [InlineData("""{"access_token":"t","expires_in":0}""", null)]
    [InlineData("""{"access_token":"t"}""", null)]
    public async Task A_code_becomes_a_token(string answer, int? seconds)
    {
        await using var server = await GraphServer.Answering(answer);
        using var graph = new GraphFixture(server.Url);
        Assert.Equal(
            new GraphResult<UserToken>.Done(new(new("t"), seconds is { } known ? TimeSpan.FromSeconds(known) : null)),
            await graph.Login.Exchange(new("c/1"), new("https://e.x/back?a=1"), Ct));
        var asked = Assert.Single(server.Requests);
        Assert.Equal(("/v26.0/oauth/access_token", ""), (asked.Path, asked.Query));
        Assert.Equal($"client_id={Payloads.OurApp}&redirect_uri=https%3A%2F%2Fe.x%2Fback%3Fa%3D1&client_secret={GraphServer.Secret}&code=c%2F1", asked.Body);
    }

    [Fact]
    public async Task A_token_becomes_a_long_one()
    {
        await using var server = await GraphServer.Answering("""{"access_token":"long","expires_in":5183944}""");
        using var graph = new GraphFixture(server.Url);
        Assert.Equal(new GraphResult<UserToken>.Done(new(new("long"), TimeSpan.FromSeconds(5183944))), await graph.Login.Extend(User, Ct));
        Assert.Equal(
            $"grant_type=fb_exchange_token&client_id={Payloads.OurApp}&client_secret={GraphServer.Secret}&fb_exchange_token={GraphServer.Token}",
            Assert.Single(server.Requests).Body);
    }

    [Theory]
    [InlineData("""{"error":{"code":100,"type":"OAuthException"}}""", GraphErrorClass.OurFault)]
    [InlineData("""{"error":{"code":190,"error_subcode":463}}""", GraphErrorClass.TokenDead)]
    public async Task A_used_code_or_an_expired_token_is_refused(string answer, GraphErrorClass expected)
    {
        await using var server = await GraphServer.Answering(answer, 400);
        using var graph = new GraphFixture(server.Url);
        Assert.Equal(expected, Assert.IsType<GraphResult<UserToken>.Refused>(await graph.Login.Exchange(new("c"), new("https://e.x/"), Ct)).Class);
        var refused = Assert.IsType<GraphResult<UserToken>.Refused>(await graph.Login.Extend(User, Ct));
        Assert.Equal(expected == GraphErrorClass.TokenDead ? TokenFault.Expired : null, refused.Token);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"access_token":""}""")]
    [InlineData("access_token=t&expires=6543")]
    public async Task An_answer_without_a_token_is_none(string answer)
    {
        await using var server = await GraphServer.Answering(answer);
        using var graph = new GraphFixture(server.Url);
        Assert.IsType<GraphResult<UserToken>.Later>(await graph.Login.Exchange(new("c"), new("https://e.x/"), Ct));
    }

    [Fact]
    public async Task Sixty_Pages_come_in_three_parts()
    {
        await using var server = await GraphServer.Start(context =>
        {
            var from = int.TryParse(context.Request.Query["after"], out var given) ? given : 0;
            var pages = string.Join(',', Enumerable.Range(from, Math.Min(25, 60 - from)).Select(n => $$"""{"id":"{{n + 1}}","name":"P{{n}}","access_token":"t{{n}}","tasks":["MESSAGING"]}"""));
            var next = from + 25 < 60 ? ",\"next\":\"http://graph.invalid/?access_token=x\"" : "";
            return context.Response.WriteAsync($$"""{"data":[{{pages}}],"paging":{"cursors":{"before":"b","after":"{{from + 25}}"}{{next}} } }""");
        });
        using var graph = new GraphFixture(server.Url);
        var pages = Assert.IsType<GraphResult<IReadOnlyList<GrantedPage>>.Done>(await graph.Login.Pages(User, Ct)).Value;
        Assert.Equal(Enumerable.Range(1, 60).Select(n => $"{n}"), pages.Select(page => page.Id));
        Assert.Equal(3, server.Requests.Count);
        Assert.StartsWith("?fields=id,name,access_token,tasks,category&limit=100&appsecret_proof=", server.Requests.First().Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_breaks_off_or_never_ends_is_no_list()
    {
        await using var broken = await GraphServer.Answering(("after=c", """{"error":{"code":4}}"""), ("/me/accounts", Part));
        using var one = new GraphFixture(broken.Url);
        Assert.Equal(GraphErrorClass.RateLimited, Assert.IsType<GraphResult<IReadOnlyList<GrantedPage>>.Later>(await one.Login.Pages(User, Ct)).Class);
        await using var endless = await GraphServer.Answering(Part);
        using var other = new GraphFixture(endless.Url);
        Assert.IsType<GraphResult<IReadOnlyList<GrantedPage>>.Later>(await other.Login.Pages(User, Ct));
        Assert.Equal(100, endless.Requests.Count);
    }

    private const string Part = """{"data":[{"id":"1","name":"P"}],"paging":{"cursors":{"after":"c"},"next":"x"}}""";

    [Theory]
    [InlineData("""{"id":"1","name":" Our Page ","access_token":"t","category":"Shop","tasks":["MESSAGING","MODERATE"]}""", "Our Page", true, true, true)]
    [InlineData("""{"id":1,"access_token":"t","tasks":["PROFILE_PLUS_MESSAGING","PROFILE_PLUS_MANAGE"]}""", "1", true, true, true)]
    [InlineData("""{"id":"1","name":"P","access_token":"t","tasks":["ANALYZE","ADVERTISE"]}""", "P", true, false, false)]
    [InlineData("""{"id":"1","name":"P","access_token":"t","tasks":["CREATE_CONTENT"]}""", "P", true, false, true)]
    [InlineData("""{"id":"1","name":"P","access_token":"t","tasks":["XMESSAGING"]}""", "P", true, false, false)]
    [InlineData("""{"id":"1","name":"P"}""", "P", false, true, true)]
    public async Task A_Page_says_what_may_be_done_with_it(string page, string name, bool hasToken, bool mayMessage, bool maySubscribe)
    {
        await using var server = await GraphServer.Answering($$"""{"data":[{{page}},7,{"id":"x"},{"name":"no id"}]}""");
        using var graph = new GraphFixture(server.Url);
        var read = Assert.Single(Assert.IsType<GraphResult<IReadOnlyList<GrantedPage>>.Done>(await graph.Login.Pages(User, Ct)).Value);
        Assert.Equal(("1", name, hasToken, mayMessage, maySubscribe), (read.Id, read.Name, read.Token is { Value: "t" }, read.MayMessage, read.MaySubscribe));
    }

    [Fact]
    public async Task Permissions_are_read_and_the_missing_ones_named()
    {
        await using var server = await GraphServer.Answering("""
            {"data":[{"permission":"pages_messaging","status":"granted"},{"permission":"pages_show_list","status":"declined"},{"permission":"business_management","status":"expired"},
             {"permission":"x","status":"new-word"},{"status":"granted"}]}
            """);
        using var graph = new GraphFixture(server.Url);
        var grants = Assert.IsType<GraphResult<IReadOnlyList<PermissionGrant>>.Done>(await graph.Login.Permissions(User, Ct)).Value;
        Assert.Equal([PermissionStatus.Granted, PermissionStatus.Declined, PermissionStatus.Expired, PermissionStatus.Unknown], grants.Select(grant => grant.Status));
        Assert.Equal(["pages_show_list", "pages_manage_metadata", "x"], PermissionGrant.Missing(grants, ["pages_messaging", "pages_show_list", "pages_manage_metadata", "x"]));
    }

    [Fact]
    public async Task A_good_token_is_described()
    {
        await using var server = await GraphServer.Answering("""
            {"data":{"app_id":"1","application":"X","type":"PAGE","is_valid":true,"issued_at":1767225600,"expires_at":0,"data_access_expires_at":1767225600,"profile_id":"5","user_id":"6",
             "scopes":["pages_messaging","pages_show_list"],"granular_scopes":[{"scope":"pages_messaging","target_ids":["5"]},{"scope":"pages_show_list"}]}}
            """);
        using var graph = new GraphFixture(server.Url);
        var token = Assert.IsType<GraphResult<TokenState>.Done>(await graph.Login.Inspect(new("page-token"), Ct)).Value;
        Assert.Equal((true, "PAGE", "1", "5", "6"), (token.IsValid, token.Type, token.AppId, token.ProfileId, token.UserId));
        Assert.Equal((null, DateTimeOffset.FromUnixTimeSeconds(1767225600), null), (token.ExpiresAt, token.DataAccessUntil, token.Fault));
        Assert.Equal(
            (true, false, true, true, false),
            (token.Allows("pages_messaging", "5"), token.Allows("pages_messaging", "7"), token.Allows("pages_show_list", "5"), token.Allows("pages_show_list", "7"), token.Allows("x", "5")));
        var asked = Assert.Single(server.Requests);
        Assert.Equal(("/v26.0/debug_token", $"Bearer {Payloads.OurApp}|{GraphServer.Secret}"), (asked.Path, asked.Authorization));
        Assert.StartsWith("?input_token=page-token&", asked.Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"is_valid":false,"error":{"code":190,"message":"m","subcode":463},"scopes":["pages_messaging"]}""", TokenFault.Expired)]
    [InlineData("""{"is_valid":false,"error":{"code":190,"subcode":460}}""", TokenFault.PasswordChanged)]
    [InlineData("""{"is_valid":false,"error":{"code":190,"subcode":458}}""", TokenFault.AppRemoved)]
    [InlineData("""{"is_valid":false,"error":{"code":100}}""", TokenFault.Invalid)]
    [InlineData("{}", TokenFault.Invalid)]
    public async Task A_dead_token_says_why_and_allows_nothing(string data, TokenFault expected)
    {
        await using var server = await GraphServer.Answering($$"""{"data":{{data}}}""");
        using var graph = new GraphFixture(server.Url);
        var token = Assert.IsType<GraphResult<TokenState>.Done>(await graph.Login.Inspect(new("page-token"), Ct)).Value;
        Assert.Equal((false, expected, false), (token.IsValid, token.Fault, token.Allows("pages_messaging", "5")));
    }

    [Fact]
    public async Task Cancelling_is_the_callers_wish()
    {
        using var graph = new GraphFixture("http://127.0.0.1:9");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => graph.Login.Pages(User, new CancellationToken(canceled: true)));
    }
}
