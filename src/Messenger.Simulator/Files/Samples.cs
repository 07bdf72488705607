using System.Collections.Concurrent;

namespace Messenger.Simulator.Files;

/// <summary>Content for attachments that nobody chose a file for.</summary>
internal sealed class Samples(FileStore files)
{
    private readonly ConcurrentDictionary<string, StoredFile> made = new();

    public StoredFile Of(string type) => made.GetOrAdd(type, kind => kind switch
    {
        "audio" => files.Add("audio/wav", "nota-de-voz.wav", SampleSound.Wave()),
        "video" => files.Add("video/webm", "video.webm", SampleVideo()),
        "file" => files.Add("application/pdf", "comprobante.pdf", SampleDocument.Pdf("Comprobante de compra 77-1042")),
        "sticker" => files.Add("image/png", "sticker.png", SamplePicture.Sticker()),
        _ => files.Add("image/png", "foto.png", SamplePicture.Landscape()),
    });

    private static byte[] SampleVideo()
    {
        using var stream = typeof(Samples).Assembly.GetManifestResourceStream("wwwroot/sample.webm")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
