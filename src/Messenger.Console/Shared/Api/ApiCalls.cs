using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Messenger.Console.Shared.Api;

/// <summary>Calls of the API whose answers carry a version and, when refused, a reason. Each area of the console has its own calls.</summary>
public abstract class ApiCalls(HttpClient http)
{
    private static readonly Nothing Done = new();

    protected HttpClient Http => http;

    protected Task<Reply<T>> Get<T>(string path, JsonTypeInfo<T> type)
        where T : class =>
        Ask(() => http.GetAsync(path), type);

    /// <param name="tag">The version that the change is based on; null where the call has none.</param>
    protected Task<Reply<T>> Send<TBody, T>(HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, string? tag = null)
        where T : class =>
        Ask(() => http.SendAsync(Request(method, path, tag, JsonContent.Create(body, bodyType))), type);

    /// <summary>A change whose answer has no content.</summary>
    protected Task<Reply<Nothing>> Tell<TBody>(HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> bodyType, string? tag = null) =>
        Ask<Nothing>(() => http.SendAsync(Request(method, path, tag, JsonContent.Create(body, bodyType))), null);

    protected Task<Reply<Nothing>> Delete(string path, string? tag = null) => Ask<Nothing>(() => http.SendAsync(Request(HttpMethod.Delete, path, tag, null)), null);

    private static HttpRequestMessage Request(HttpMethod method, string path, string? tag, HttpContent? content)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        if (tag is not null)
        {
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(tag));
        }

        return request;
    }

    /// <param name="type">Null = nothing is expected.</param>
    private static async Task<Reply<T>> Ask<T>(Func<Task<HttpResponseMessage>> call, JsonTypeInfo<T>? type)
        where T : class
    {
        try
        {
            using var answer = await call();
            if (!answer.IsSuccessStatusCode)
            {
                return new Reply<T>(null, answer.StatusCode) { Problem = await ProblemOf(answer) };
            }

            var value = type is null ? Done as T : await answer.Content.ReadFromJsonAsync(type);
            return new Reply<T>(value, answer.StatusCode) { Tag = answer.Headers.ETag?.ToString() };
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or TaskCanceledException)
        {
            return new Reply<T>(null, null);
        }
    }

    private static async Task<Problem?> ProblemOf(HttpResponseMessage answer) =>
        answer.Content.Headers.ContentType?.MediaType == "application/problem+json" ? await answer.Content.ReadFromJsonAsync(ConsoleJson.Default.Problem) : null;
}
