using System.Globalization;
using CsCheck;
using Messenger.Domain.Conversations;

namespace Messenger.Domain.Tests.Conversations;

/// <summary>Sends of 1-1,900 units, split at white space and never inside a grapheme.</summary>
public sealed class MessagePartsTests
{
    private static readonly string[] Pieces =
    [
        "a", "ñ", "n\u0303", "é", " ", " ", "\n", "\r\n", "\t", "\u00A0", "\u3000", " \u0301", "👍", "👍🏽", "👩‍👩‍👧‍👦", "🇺🇾", "🇧🇷", "漢", "각", "ก็", "\u0301", "\u200D", "\uFE0F", ".",
        "palabra", "Zürich",
    ];

    private static readonly Gen<string> Texts = Gen.Select(
        Gen.OneOf(Pieces).Array[0, 60], Gen.OneOf(Pieces), Gen.Int[0, 2_500], Gen.OneOf(Pieces).Array[0, 60],
        (before, piece, times, after) => string.Concat(before) + string.Concat(Enumerable.Repeat(piece, times)) + string.Concat(after));

    private static string[] Graphemes(string text)
    {
        var list = new List<string>();
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            list.Add(elements.GetTextElement());
        }

        return [.. list];
    }

    private static bool IsBlank(string grapheme) => grapheme.All(char.IsWhiteSpace);

    [Fact]
    public void A_text_that_fits_goes_whole()
    {
        Assert.Equal(["Hola"], MessageParts.Split("  Hola\n"));
        Assert.Equal([new string('a', 1_900)], MessageParts.Split(new string('a', 1_900)));
        Assert.Empty(MessageParts.Split(" \n "));
        Assert.Empty(MessageParts.Split(""));
    }

    [Fact]
    public void A_longer_one_is_split_at_the_last_white_space_that_fits()
    {
        var text = new string('a', 1_800) + " " + new string('b', 50) + " " + new string('c', 100);
        Assert.Equal([new string('a', 1_800) + " " + new string('b', 50), new string('c', 100)], MessageParts.Split(text));
    }

    [Fact]
    public void White_space_right_behind_the_limit_is_used()
    {
        Assert.Equal([new string('a', 1_900), "b"], MessageParts.Split(new string('a', 1_900) + " b"));
        Assert.Equal([new string('a', 1_900), "b"], MessageParts.Split(new string('a', 1_900) + "  b"));
    }

    [Fact]
    public void Without_white_space_it_is_split_between_graphemes() =>
        Assert.Equal([new string('a', 1_895), "👩‍👩‍👧‍👦"], MessageParts.Split(new string('a', 1_895) + "👩‍👩‍👧‍👦"));

    [Fact]
    public void A_space_that_carries_an_accent_is_not_white_space()
    {
        var text = new string('a', 1_898) + " \u0301" + new string('b', 5);
        Assert.Equal([new string('a', 1_898) + " \u0301", "bbbbb"], MessageParts.Split(text));
    }

    [Theory]
    [InlineData("a", "\u0301")]
    [InlineData("a", "\U0001D165")]
    [InlineData("", "\U0001D165")]
    public void One_grapheme_longer_than_a_message_is_cut_but_no_character_is_halved(string first, string mark)
    {
        var text = first + string.Concat(Enumerable.Repeat(mark, 3_000));
        var parts = MessageParts.Split(text);
        Assert.Equal(text, string.Concat(parts));
        Assert.All(parts, p => Assert.False(char.IsLowSurrogate(p[0]) || char.IsHighSurrogate(p[^1])));
    }

    [Fact]
    public void Every_part_is_sendable_and_nothing_but_white_space_is_lost() => Texts.Sample(
        text =>
        {
            var parts = MessageParts.Split(text);
            Assert.All(parts, p => Assert.InRange(p.Length, 1, MessageParts.Longest));
            Assert.All(parts, p => Assert.False(IsBlank(Graphemes(p)[0]) || IsBlank(Graphemes(p)[^1]), "A part begins or ends with white space."));
            var whole = Graphemes(text);
            if (whole.Max(g => (int?)g.Length) <= MessageParts.Longest)
            {
                Assert.Equal(whole.Where(g => !IsBlank(g)), parts.SelectMany(Graphemes).Where(g => !IsBlank(g)));
            }
        },
        iter: 2_000);

    [Fact]
    public void No_part_is_shorter_than_it_must_be() => Gen.OneOf("a", "ñ", "漢", "👍").Array[0, 8_000].Select(string.Concat).Sample(
        text => Assert.True(MessageParts.Split(text).SkipLast(1).All(p => p.Length >= MessageParts.Longest - 1)), iter: 200);

    [Fact]
    public void The_beginning_is_made_of_whole_graphemes() => Gen.Select(Texts, Gen.Int[0, 130]).Sample(
        (text, count) => MessageParts.Beginning(text, count) == string.Concat(Graphemes(text).Take(count)), iter: 1_000);
}
