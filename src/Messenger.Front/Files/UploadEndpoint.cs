using System.Security.Claims;
using Messenger.Domain.Files;
using Messenger.Domain.Http;
using Messenger.Front.Security;
using Messenger.Storage;
using Messenger.Storage.Files;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace Messenger.Front.Files;

/// <summary>Takes in the files that agents send, one in a request.</summary>
internal static class UploadEndpoint
{
    /// <summary>What stands round the file in the request: borders, headers, other fields.</summary>
    private const long Around = 64 * 1024;

    /// <summary>25 MB over a line of 1 Mbit/s, and some more. Whoever gives next to nothing the server cuts off much earlier.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static void MapUploads(this IEndpointRouteBuilder api) => api.MapPost("/uploads", Take)
        .RequireAuthorization(Policies.Agent).WithTags("Files")
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            // Said here only: declared to the router, any other type would be answered "not found", to nobody too.
            operation.RequestBody = Body();
            return Task.CompletedTask;
        })
        .WithSummary("One file for SendAttachment: pictures to 8 MB, others to 25 MB. What it is its content says, not its name.");

    private static OpenApiRequestBody Body()
    {
        var file = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        var form = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = file } };
        return new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType> { ["multipart/form-data"] = new() { Schema = form } },
        };
    }

    internal static async Task<Results<Ok<UploadReply>, ProblemHttpResult>> Take(
        HttpContext context, ClaimsPrincipal user, IFileStore store, Uploads uploads, TimeProvider clock, CancellationToken ct)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = FileLimit.Outgoing.Largest + Around;
        }

        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            var file = await OneFile.Read(context.Request, store, FileLimit.Outgoing, either.Token);

            // Also what is refused after it was stored: as an upload that nobody knows it is dropped in time.
            var upload = file.Content is { } content
                ? await uploads.Add(content, user.FindFirstValue(ClaimTypes.NameIdentifier)!, file.Name, clock.GetUtcNow(), ct)
                : null;
            return file.Fault is { } fault ? fault : TypedResults.Ok(new UploadReply(upload!.Id, upload.MediaType, upload.Size, upload.Name));
        }
        catch (BadHttpRequestException bad)
        {
            return bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? FileFault.TooLarge(FileLimit.Outgoing.Largest) : FileFault.Broken(bad.StatusCode);
        }
        catch (Exception broken) when (broken is InvalidDataException || (broken is IOException && !ct.IsCancellationRequested))
        {
            return FileFault.Broken(StatusCodes.Status400BadRequest);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return FileFault.Broken(StatusCodes.Status408RequestTimeout);
        }
        catch (StorageException)
        {
            return FileFault.NotStored();
        }
    }
}
