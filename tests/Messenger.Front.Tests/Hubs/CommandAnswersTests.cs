using System.Globalization;
using System.Reflection;
using Messenger.Domain.Shared;
using Messenger.Front.Hubs;
using Xunit;

namespace Messenger.Front.Tests.Hubs;

public sealed class CommandAnswersTests
{
    public static TheoryData<string, string> CodesAndLanguages()
    {
        var data = new TheoryData<string, string>();
        foreach (var code in typeof(RefusalCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!))
        {
            foreach (var language in (string[])["en", "es", "pt"])
            {
                data.Add(code, language);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(CodesAndLanguages))]
    public void Every_refusal_has_a_text_of_its_own_in_every_language(string code, string language)
    {
        var result = CommandAnswers.Result(new Answer.Refused(code), CultureInfo.GetCultureInfo(language));
        var unknown = CommandAnswers.Result(new Answer.Refused("no-such-code"), CultureInfo.GetCultureInfo(language));
        Assert.False(result.Ok);
        Assert.Equal(code, result.Code);
        Assert.False(string.IsNullOrWhiteSpace(result.Message));
        Assert.Equal(code == RefusalCode.Unknown, result.Message == unknown.Message);
    }

    [Theory]
    [InlineData("pt", "es", "pt")]
    [InlineData("pt-BR", null, "pt")]
    [InlineData(null, "fr;q=0.9, es-UY;q=0.8, en;q=0.1", "es")]
    [InlineData("xx", "de", "en")]
    [InlineData(null, null, "en")]
    [InlineData(null, "\u0000;;,", "en")]
    public void The_language_is_the_one_asked_for_or_the_best_accepted_one(string? asked, string? accepted, string expected) =>
        Assert.Equal(expected, ReaderLanguage.Choose(asked, accepted).Name);
}
