using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Messenger.Front.Files;

/// <summary>Why an uploaded file is not taken.</summary>
internal static class FileFault
{
    private const int Megabyte = 1024 * 1024;

    public static ProblemHttpResult NotMultipart() =>
        Problems.Of(Problems.NotMultipart, StatusCodes.Status415UnsupportedMediaType, "Send the file as multipart/form-data.");

    public static ProblemHttpResult Missing() => Problems.Of(Problems.FileMissing, StatusCodes.Status400BadRequest, "There is no file in the request.");

    public static ProblemHttpResult Several() => Problems.Of(Problems.SeveralFiles, StatusCodes.Status400BadRequest, "Send one file in a request.");

    public static ProblemHttpResult Empty() => Problems.Of(Problems.FileEmpty, StatusCodes.Status400BadRequest, "The file is empty.");

    public static ProblemHttpResult TooLarge(long most) =>
        Problems.Of(Problems.FileTooLarge, StatusCodes.Status413PayloadTooLarge, $"The file is larger than {most / Megabyte} MB.");

    public static ProblemHttpResult Broken(int status) => Problems.Of(Problems.BrokenUpload, status, "The file did not arrive whole.");

    public static ProblemHttpResult NotStored() =>
        Problems.Of(Problems.NotStored, StatusCodes.Status503ServiceUnavailable, "The file could not be stored. Try again.");
}
