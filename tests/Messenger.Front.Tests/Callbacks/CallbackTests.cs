using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Messenger.Front.Tests.Product;
using Messenger.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Tests.Callbacks;

/// <summary>Meta's callbacks about people who signed in with it: only what is signed is stored, and that once.</summary>
[Collection(ProductCollection.Name)]
public sealed class CallbackTests(SharedProduct shared)
{
    private const string Algorithm = "HMAC-SHA256";

    private static readonly string[] Kinds = ["deauthorize", "deletion"];

    private readonly SignedCallback _deletion = new(shared.Running, "deletion");

    [Fact]
    public async Task A_deletion_is_answered_with_exactly_what_Meta_asks_for()
    {
        using var reply = await _deletion.Post(_deletion.About(SignedCallback.Person()));
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal("application/json", reply.Content.Headers.ContentType?.MediaType);
        var answer = await reply.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(["url", "confirmation_code"], answer.EnumerateObject().Select(field => field.Name));
        var code = answer.GetProperty("confirmation_code").GetString()!;
        Assert.Matches("^[0-9a-f]{32}$", code);
        Assert.Equal(new Uri(shared.Running.Product.BaseAddress!, $"/deletion?code={code}").ToString(), answer.GetProperty("url").GetString());
    }

    [Fact]
    public async Task The_same_request_keeps_its_code_and_another_gets_another()
    {
        var person = SignedCallback.Person();
        var request = _deletion.About(person);
        var codes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Code(request)));
        var code = Assert.Single(codes.Distinct());
        Assert.Equal(code, await Code(_deletion.About(person, expires: DateTimeOffset.UtcNow.AddHours(2).ToUnixTimeSeconds())));
        Assert.NotEqual(code, await Code(_deletion.About(person, issuedAt: 1_767_225_601)));
        Assert.NotEqual(code, await Code(_deletion.About(SignedCallback.Person())));
        Assert.Equal(2, await Rows("deletion", person));
    }

    [Fact]
    public async Task Without_a_time_of_Meta_a_person_asks_once()
    {
        var person = SignedCallback.Person();
        var request = _deletion.Signed(new { algorithm = Algorithm, user_id = person });
        Assert.Equal(await Code(request), await Code(request));
        Assert.Equal(1, await Rows("deletion", person));
    }

    [Fact]
    public async Task A_deauthorisation_is_stored_once_however_often_it_comes()
    {
        var (callback, person) = (new SignedCallback(shared.Running, "deauthorize"), SignedCallback.Person());
        for (var i = 0; i < 3; i++)
        {
            using var reply = await callback.Post(callback.About(person));
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
            Assert.Empty(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        Assert.Equal(1, await Rows("deauthorize", person));
        Assert.Equal(0, await Rows("deletion", person));
    }

    [Fact]
    public async Task The_simulators_valid_ones_are_taken_and_its_forged_ones_are_not()
    {
        foreach (var kind in Kinds)
        {
            var address = new SignedCallback(shared.Running, kind).Address;
            Assert.Equal(200, (await shared.Running.Simulator.CallsBack(kind, address)).GetProperty("status").GetInt32());
            Assert.Equal(401, (await shared.Running.Simulator.CallsBack(kind, address, forged: true)).GetProperty("status").GetInt32());
        }
    }

    [Fact]
    public async Task What_is_not_Metas_is_refused_and_nothing_of_it_is_kept()
    {
        foreach (var callback in Kinds.Select(kind => new SignedCallback(shared.Running, kind)))
        {
            var person = SignedCallback.Person();
            var json = $$"""{"algorithm":"HMAC-SHA256","issued_at":1767225600,"user_id":"{{person}}"}""";
            var past = DateTimeOffset.UtcNow.AddMinutes(-1).ToUnixTimeSeconds();
            foreach (var request in new[]
            {
                SignedCallback.Signed(json, "another secret"), SignedCallback.Signed(json, ""),
                callback.Signed(new { algorithm = "HMAC-SHA1", user_id = person }), callback.Signed(new { algorithm = "none", user_id = person }),
                callback.Signed(new { user_id = person }), callback.About(person, expires: past),
            })
            {
                using var reply = await callback.Post(request);
                Assert.Equal(HttpStatusCode.Unauthorized, reply.StatusCode);
            }

            foreach (var request in new[] { "", ".", "x", "a.b", callback.About(person) + "!", callback.About(person).Replace('.', ','), callback.Signed(new { algorithm = Algorithm }) })
            {
                using var reply = await callback.Post(request);
                Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
            }

            Assert.Equal(0, await Rows("deauthorize", person) + await Rows("deletion", person));
        }
    }

    [Fact]
    public async Task A_body_that_is_no_form_with_the_field_once_is_a_bad_request()
    {
        var good = _deletion.About(SignedCallback.Person());
        foreach (var body in new HttpContent[]
        {
            new StringContent(""), new StringContent(good), new StringContent($$"""{"signed_request":"{{good}}"}""", Encoding.UTF8, "application/json"),
            new FormUrlEncodedContent([]), new FormUrlEncodedContent([new("signed", good)]),
            new FormUrlEncodedContent([new("signed_request", good), new("signed_request", good)]),
            new MultipartFormDataContent { { new StringContent(good), "signed_request" } },
            Form(string.Join('&', Enumerable.Range(0, 2_000).Select(n => $"f{n}"))), Form("signed_request=%00%ff%zz"),
        })
        {
            using var reply = await _deletion.Send(body);
            Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        }
    }

    [Fact]
    public async Task More_than_16_KiB_is_too_large()
    {
        var large = "x=" + new string('x', 17 * 1024);
        using var told = await _deletion.Send(Form(large));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, told.StatusCode);

        using var request = new HttpRequestMessage(HttpMethod.Post, _deletion.Address) { Content = new StreamContent(new MemoryStream(Encoding.ASCII.GetBytes(large))) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        request.Headers.TransferEncodingChunked = true;
        using var untold = await shared.Running.Product.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, untold.StatusCode);
    }

    [Fact]
    public async Task While_storage_is_away_Meta_is_to_call_again_and_a_restart_forgets_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("messenger-").FullName;
        var person = SignedCallback.Person();
        string code;
        await using (var product = await RunningProduct.Start(folder))
        {
            var callback = new SignedCallback(product, "deletion");
            await using (var blocker = await Locked(folder))
            {
                using var refused = await callback.Post(callback.About(person));
                Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
                Assert.NotNull(refused.Headers.RetryAfter);
            }

            code = await Code(callback, callback.About(person));
        }

        await using (var product = await RunningProduct.Start(folder))
        {
            var callback = new SignedCallback(product, "deletion");
            Assert.Equal(code, await Code(callback, callback.About(person)));
            Assert.Equal(HttpStatusCode.OK, (await product.Product.GetAsync($"/deletion?code={code}", TestContext.Current.CancellationToken)).StatusCode);
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static StringContent Form(string body) => new(body, Encoding.UTF8, "application/x-www-form-urlencoded");

    private Task<string> Code(string signedRequest) => Code(_deletion, signedRequest);

    private static async Task<string> Code(SignedCallback callback, string signedRequest)
    {
        using var reply = await callback.Post(signedRequest);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("confirmation_code").GetString()!;
    }

    private Task<long> Rows(string kind, string person) => shared.Running.Services.GetRequiredService<Database>().Read(async connection =>
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM meta_callback WHERE kind = @kind AND user_id = @person";
        foreach (var (name, value) in new[] { ("@kind", kind), ("@person", person) })
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return (long)(await command.ExecuteScalarAsync())!;
    });

    /// <summary>Nobody else can write until it is disposed.</summary>
    private static async Task<SqliteConnection> Locked(string folder)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "messenger.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}
