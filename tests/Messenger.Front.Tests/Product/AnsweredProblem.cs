using System.Net.Http.Json;
using System.Text.Json;
using Messenger.Domain.Http;

namespace Messenger.Front.Tests.Product;

/// <summary>Problem details as a client reads them.</summary>
public sealed record AnsweredProblem(string? Type, string? Title, int? Status, IReadOnlyDictionary<string, string[]>? Errors)
{
    /// <summary>The same faults as words with their figures.</summary>
    public IReadOnlyDictionary<string, Fault>? Faults { get; init; }

    public static async Task<AnsweredProblem> Of(HttpResponseMessage reply)
    {
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType?.MediaType);
        return (await reply.Content.ReadFromJsonAsync<AnsweredProblem>(JsonSerializerOptions.Web))!;
    }
}
