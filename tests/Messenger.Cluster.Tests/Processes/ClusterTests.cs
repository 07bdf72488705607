using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Messenger.Cluster.Tests.Proof;
using Messenger.Domain.Http;

namespace Messenger.Cluster.Tests.Processes;

/// <summary>Workers and fronts in processes of their own, on PostgreSQL, behind a proxy without sticky sessions.</summary>
public sealed class ClusterTests(ITestOutputHelper output)
{
    private const int Limit = 3;

    [Fact]
    public async Task A_message_through_one_front_reaches_the_desk_on_the_other_and_the_reply_goes_out()
    {
        await using var cluster = await ProductCluster.Start();
        var (a, b) = (cluster.Fronts[0], cluster.Fronts[1]);
        cluster.Only(a);
        var phones = new Phones(cluster.Simulator);
        await using var ana = await Desk.Open(b.Http, "ana");

        Assert.True(await phones.Writes(await phones.Customer("Clara"), "¿hola?"));
        var chat = (await Eventually.Is(() => ana.Look(), d => d.Interactions.Count == 1, "it is on the desk")).Interactions[0];
        Assert.Equal(["¿hola?"], chat.Messages.Select(m => m.Text));
        await ana.Do("SendText", chat.Id, "c1", "¡hola!");
        await Eventually.Is(async () => (await phones.Lines()).Any(l => l is { Direction: "out", Text: "¡hola!" }), "the reply is on the phone");

        await SignedInOnceValidEverywhere(a, b);
        await AWorkerServesItsHealthOnly(cluster.Workers[0]);
        await WholeProof.Of(cluster.Database);
    }

    [Fact]
    public async Task A_front_that_is_killed_costs_its_clients_a_moment_and_no_event()
    {
        await using var cluster = await ProductCluster.Start();
        var phones = new Phones(cluster.Simulator);
        await using var hands = await Desk.Open(cluster.Http, "ana");
        var psid = await phones.Customer("Clara");
        Assert.True(await phones.Writes(psid, "0"));
        var chat = (await Eventually.Is(() => hands.Look(), d => d.Interactions.Count == 1, "it is on the desk")).Interactions[0];

        var token = await Desk.Token(cluster.Http, "ana");
        var clients = Enumerable.Range(0, 6).Select(n => new VersionedClient(cluster.Http.BaseAddress!, token, messagePack: n % 2 == 1)).ToArray();
        await Task.WhenAll(clients.Select(c => c.Start()));
        phones.WriteOn();
        hands.AnswerOn();
        foreach (var front in cluster.Fronts)
        {
            var before = clients.Select(c => c.Versions(chat.Stream).Count).ToArray();
            await Eventually.Is(() => Task.FromResult(clients.Zip(before).All(c => c.First.Versions(chat.Stream).Count > c.Second + 5)), "all of them hear of it");
            await front.Kill();
            var heard = clients.Select(c => c.Versions(chat.Stream).Count).ToArray();
            await Eventually.Is(() => Task.FromResult(clients.Zip(heard).All(c => c.First.Versions(chat.Stream).Count > c.Second + 5)), "and go on hearing of it elsewhere");
            front.Start();
            await front.Ready();
        }

        await phones.Stop();
        await hands.StopAnswering();
        await Eventually.Is(() => phones.WebhooksWaiting(), w => w == 0, "all webhooks were taken");
        var proof = await WholeProof.Of(cluster.Database);
        var head = proof.Journal.Rows(chat.Stream).Max(r => r.ViewVersion);
        await Eventually.Is(() => Task.FromResult(clients.All(c => c.Have(chat.Stream) == head)), "all have the newest version");
        Assert.All(clients, c => Assert.Empty(c.Faults));
        Assert.All(clients, c => Assert.Equal(c.Versions(chat.Stream).Distinct(), c.Versions(chat.Stream)));

        // A front takes its part of the grain directory with it, so some grains may start anew and their memory of events with them: then a
        // snapshot stands for what was missed. Whoever needed none has every version.
        Assert.All(
            clients.Where(c => c.Snapshots == 1),
            c => Assert.Equal(Enumerable.Range(0, c.Versions(chat.Stream).Count).Select(n => head - n).Reverse(), c.Versions(chat.Stream)));
        var (back, snapshots) = (clients.Sum(c => c.Connections - 1), clients.Sum(c => c.Snapshots - 1));
        Assert.True(back > 0, "Nobody was thrown off.");
        var away = clients.Max(c => c.LongestAway);
        output.WriteLine($"clients away for at most {away.TotalSeconds:0.00} s, {back} came back, {snapshots} snapshots");
        Assert.True(away < TimeSpan.FromSeconds(9), $"{away}");
    }

    [Fact]
    public async Task A_worker_that_is_killed_under_traffic_loses_nothing_and_doubles_nothing()
    {
        await using var cluster = await ProductCluster.Start();
        var traffic = await ClusterTraffic.Begin(cluster, Limit);
        foreach (var worker in cluster.Workers)
        {
            traffic.WalkIns.ForgetPauses();
            await worker.Kill();
            await traffic.GoesOn();
            output.WriteLine($"killed a worker: no customer waited longer than {traffic.WalkIns.LongestPause.TotalSeconds:0.00} s for his 200");
            Assert.True(traffic.WalkIns.LongestPause < TimeSpan.FromSeconds(15), $"{traffic.WalkIns.LongestPause}");
            worker.Start();
            await worker.Ready();
        }

        output.WriteLine(await traffic.End());
    }

    [Fact]
    public async Task A_worker_and_a_front_told_to_stop_under_traffic_drain_and_exit_with_zero()
    {
        await using var cluster = await ProductCluster.Start();
        var traffic = await ClusterTraffic.Begin(cluster, Limit);
        foreach (var process in new[] { cluster.Workers[0], cluster.Fronts[0] })
        {
            traffic.WalkIns.ForgetPauses();
            var watch = Stopwatch.StartNew();
            Assert.Equal(0, await process.Terminate());
            var took = watch.Elapsed;
            await traffic.GoesOn();
            output.WriteLine($"stopped in {took.TotalSeconds:0.00} s; no customer waited longer than {traffic.WalkIns.LongestPause.TotalSeconds:0.00} s for his 200");
        }

        output.WriteLine(await traffic.End());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_all_of_them_crash_the_next_start_serves_again(bool elsewhere)
    {
        await using var cluster = await ProductCluster.Start();
        var traffic = await ClusterTraffic.Begin(cluster, Limit);
        await Task.WhenAll(cluster.All.Select(p => p.Kill()));
        if (elsewhere)
        {
            foreach (var process in cluster.All)
            {
                process.Move();
            }

            cluster.Spread();
        }

        var acknowledged = traffic.WalkIns.Acknowledged.Count;
        var watch = Stopwatch.StartNew();
        foreach (var process in cluster.All)
        {
            process.Start();
        }

        var served = Eventually.Is(() => Task.FromResult(traffic.WalkIns.Acknowledged.Count > acknowledged), yes => yes, "a webhook is taken", ProductProcess.StartPatience).ContinueWith(_ => watch.Elapsed, TaskScheduler.Default);
        var ready = cluster.Ready().ContinueWith(_ => watch.Elapsed, TaskScheduler.Default);
        await Task.WhenAll(served, ready);
        output.WriteLine($"on {(elsewhere ? "new" : "the same")} addresses: first 200 after {(await served).TotalSeconds:0.0} s, all ready after {(await ready).TotalSeconds:0.0} s");
        Assert.True(await served < TimeSpan.FromSeconds(60), $"{await served}");
        await traffic.GoesOn();
        output.WriteLine(await traffic.End());
    }

    [Fact]
    public async Task Without_a_worker_a_front_refuses_at_once_and_says_so_and_goes_on_when_one_comes()
    {
        await using var cluster = await ProductCluster.Start(workers: false);
        var front = cluster.Fronts[0];
        cluster.Only(front);
        var people = new WalkIns(cluster.Http);
        await Eventually.Is(async () => await Status(front, "/health/live"), s => s == HttpStatusCode.OK, "the front is up");

        // Also one that never saw a worker: it must neither wait nor take a message for broken.
        await Eventually.Is(() => people.Write("7000000000000001", "m_1", "hola"), s => s == HttpStatusCode.ServiceUnavailable, "it refuses");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Status(front, "/health/ready"));
        cluster.Workers[0].Start();
        await cluster.Workers[0].Ready();
        await cluster.DemoData();
        await people.Tell("7000000000000001", "m_1", "hola");
        await front.Ready();

        await cluster.Workers[0].Kill();
        await Eventually.Is(() => Status(front, "/health/ready"), s => s == HttpStatusCode.ServiceUnavailable, "it notices");
        var watch = Stopwatch.StartNew();
        using (var reply = await cluster.Http.SendAsync(WalkIns.Signed("7000000000000001", "m_2", "¿hola?")))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.StatusCode);
            Assert.NotNull(reply.Headers.RetryAfter);
        }

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"{watch.Elapsed}");
        output.WriteLine($"refused after {watch.ElapsedMilliseconds} ms");
        cluster.Workers[1].Start();
        await people.Tell("7000000000000001", "m_2", "¿hola?");
        await front.Ready();
        Assert.Equal(["m_1", "m_2"], (await WholeProof.Of(cluster.Database)).Conversations.Values.SelectMany(c => c.Mids));
    }

    private static async Task SignedInOnceValidEverywhere(ProductProcess a, ProductProcess b)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/campaigns");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Desk.Token(a.Http, "sofia"));
        using var byToken = await b.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, byToken.StatusCode);

        using var signIn = await a.Http.PostAsJsonAsync("/api/auth/login", new LoginRequest("sofia", "messenger"));
        using var second = new HttpRequestMessage(HttpMethod.Get, "/api/campaigns");
        second.Headers.Add("Cookie", signIn.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        using var plain = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = b.Address };
        using var byCookie = await plain.SendAsync(second);
        Assert.Equal(HttpStatusCode.OK, byCookie.StatusCode);
        using var without = await plain.GetAsync(new Uri("/api/campaigns", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
    }

    private static async Task AWorkerServesItsHealthOnly(ProductProcess worker)
    {
        Assert.Equal(HttpStatusCode.OK, await Status(worker, "/health/live"));
        await worker.Ready();
        foreach (var path in new[] { "/", "/desk", "/sign-in", "/webhooks/messenger", "/hubs/agent", "/api/campaigns", "/openapi/v1.json" })
        {
            Assert.Equal(HttpStatusCode.NotFound, await Status(worker, path));
        }
    }

    private static async Task<HttpStatusCode> Status(ProductProcess process, string path)
    {
        try
        {
            using var reply = await process.Http.GetAsync(new Uri(path, UriKind.Relative));
            return reply.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }
}
