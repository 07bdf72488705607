using System.Net.Http.Headers;
using Messenger.Domain.Conversations;

namespace Messenger.Meta;

/// <summary>What Meta is known to refuse is not sent to it: a file of 25 MB would be carried there for a refusal.</summary>
internal static class FileRules
{
    /// <summary>Null = may be tried; else the reason of the refusal.</summary>
    public static string? FaultOf(OutgoingContent content) => content switch
    {
        OutgoingContent.Link link when !link.Url.IsAbsoluteUri || link.Url.Scheme is not ("https" or "http") => "file: not a web address",
        OutgoingContent.Stored { AttachmentId: "" } => "file: no id",
        OutgoingContent.Bytes bytes => FaultOf(bytes),
        _ => null,
    };

    private static string? FaultOf(OutgoingContent.Bytes file)
    {
        if (file.Data.IsEmpty)
        {
            return "file: empty";
        }

        if (file.Data.Length > OutgoingFileRules.LargestOf(file.Kind))
        {
            return "file: too large";
        }

        // A wrong or missing type of the part is 100/2018047 at Meta.
        return MediaTypeHeaderValue.TryParse(file.MediaType, out var type) && type.MediaType is { } word
            && (file.Kind == FileKind.File || word.StartsWith($"{file.Kind.Word()}/", StringComparison.OrdinalIgnoreCase))
                ? null
                : "file: media type";
    }
}
