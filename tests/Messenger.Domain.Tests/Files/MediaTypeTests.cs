using System.Text;
using Messenger.Domain.Files;

namespace Messenger.Domain.Tests.Files;

/// <summary>What a file is, by its bytes.</summary>
public sealed class MediaTypeTests
{
    /// <summary>Beginnings of files: text in quotes, bytes as hex.</summary>
    [Theory]
    [InlineData("FFD8FFE0 '..JFIF'", "image/jpeg")]
    [InlineData("89504E470D0A1A0A 0000", "image/png")]
    [InlineData("'GIF87a' 0100", "image/gif")]
    [InlineData("'GIF89a' 0100", "image/gif")]
    [InlineData("'RIFF' 00000000 'WEBPVP8 '", "image/webp")]
    [InlineData("'RIFF' 00000000 'WAVEfmt '", "audio/wav")]
    [InlineData("'RIFF' 00000000 'AVI LIST'", "video/x-msvideo")]
    [InlineData("00000018 'ftypheic' 00000000", "image/heic")]
    [InlineData("00000018 'ftypmif1' 00000000", "image/heic")]
    [InlineData("00000018 'ftypavif' 00000000", "image/avif")]
    [InlineData("00000018 'ftypisom' 00000200", "video/mp4")]
    [InlineData("00000018 'ftypmp42' 00000000", "video/mp4")]
    [InlineData("00000018 'ftypqt  ' 00000000", "video/quicktime")]
    [InlineData("00000018 'ftypM4A ' 00000000", "audio/mp4")]
    [InlineData("1A45DFA3 9F428681 01 42828 4 'webm'", "video/webm")]
    [InlineData("1A45DFA3 9F428681 01 42828 8 'matroska'", "video/x-matroska")]
    [InlineData("'OggS' 0002 0000000000000000 00000000 '.vorbis'", "audio/ogg")]
    [InlineData("'OggS' 0002 0000000000000000 00000000 'OpusHead'", "audio/ogg")]
    [InlineData("'OggS' 0002 0000000000000000 00000000 80 'theora'", "video/ogg")]
    [InlineData("'ID3' 0300", "audio/mpeg")]
    [InlineData("FFFB9064", "audio/mpeg")]
    [InlineData("FFF36064", "audio/mpeg")]
    [InlineData("FFF15080", "audio/aac")]
    [InlineData("'fLaC' 00", "audio/flac")]
    [InlineData("'#!AMR' 0A3C", "audio/amr")]
    [InlineData("'%PDF-1.7' 0A", "application/pdf")]
    [InlineData("504B0304 1400 'readme.txt'", "application/zip")]
    [InlineData("504B0304 1400 '[Content_Types].xml' 00 'word/document.xml'", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData("504B0304 1400 '[Content_Types].xml' 00 'xl/workbook.xml'", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("504B0304 1400 '[Content_Types].xml' 00 'ppt/x.xml'", "application/vnd.openxmlformats-officedocument.presentationml.presentation")]
    [InlineData("504B0304 1400 'mimetypeapplication/vnd.oasis.opendocument.text'", "application/vnd.oasis.opendocument.text")]
    [InlineData("504B0304 1400 'mimetypeapplication/vnd.oasis.opendocument.spreadsheet'", "application/vnd.oasis.opendocument.spreadsheet")]
    [InlineData("D0CF11E0A1B11AE1 0000", "application/x-ole-storage")]
    [InlineData("'hola, Ñandú' 0D0A", "text/plain")]
    [InlineData("EFBBBF 'con marca'", "text/plain")]
    public void Each_row_of_the_table(string head, string expected) => Assert.Equal(expected, MediaTypeRules.Of(Bytes(head)));

    /// <summary>What a browser would run has no type of its own.</summary>
    [Theory]
    [InlineData("'<!DOCTYPE html><script>alert(1)</script>'", "text/plain")]
    [InlineData("'<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>'", "text/plain")]
    [InlineData("'<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"/>'", "text/plain")]
    [InlineData("'alert(document.cookie)'", "text/plain")]
    [InlineData("'GIF89a/*' 00 '*/=1;alert(1)'", "image/gif")]
    [InlineData("FFD8FFE0 '<script>alert(1)</script>'", "image/jpeg")]
    [InlineData("'%PDF-1.4<script>alert(1)</script>'", "application/pdf")]
    [InlineData("'MZ' 9000 0300", "application/octet-stream")]
    [InlineData("7F 'ELF' 0201", "application/octet-stream")]
    [InlineData("'GIF88a'", "text/plain")]
    [InlineData("89504E470D0A1A", "application/octet-stream")]
    [InlineData("'RIFF' 00000000 'XXXX'", "application/octet-stream")]
    [InlineData("00000018 'ftyp'", "application/octet-stream")]
    [InlineData("FFFE 6800 6F00", "application/octet-stream")]
    [InlineData("C328", "application/octet-stream")]
    [InlineData("", "application/octet-stream")]
    public void What_is_hostile_broken_or_strange(string head, string expected) => Assert.Equal(expected, MediaTypeRules.Of(Bytes(head)));

    [Fact]
    public void A_text_whose_last_character_is_cut_by_the_end_of_the_head_is_still_text()
    {
        var whole = Encoding.UTF8.GetBytes(new string('a', MediaTypeRules.HeadLength - 1) + "ñ");
        Assert.Equal("text/plain", MediaTypeRules.Of(whole.AsSpan(0, MediaTypeRules.HeadLength)));
    }

    private static byte[] Bytes(string head)
    {
        var bytes = new List<byte>();
        var parts = head.Split('\'');
        for (var i = 0; i < parts.Length; i++)
        {
            bytes.AddRange(i % 2 == 1 ? Encoding.UTF8.GetBytes(parts[i]) : Convert.FromHexString(parts[i].Replace(" ", "", StringComparison.Ordinal)));
        }

        return [.. bytes];
    }
}
