using Messenger.Simulator.Conversations;

namespace Messenger.Simulator.Tests;

public sealed class FieldListTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("id,name", "id,name")]
    [InlineData(" id , name ,", "id,name")]
    [InlineData("messages.limit(5){id,from{name},message},snippet", "messages:5(id,from(name),message),snippet")]
    [InlineData("messages.limit(0)", "messages")]
    [InlineData("messages{id", "messages(id)")]
    [InlineData("}id", "")]
    public void NestedFieldsAreRead(string? text, string expected) => Assert.Equal(expected, Show(FieldWish.Parse(text)));

    [Fact]
    public void AnyTextIsReadToItsEnd()
    {
        var random = new Random(7);
        for (var n = 0; n < 5000; n++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => "ab,{}.( )1"[random.Next(10)]));
            Assert.All(FieldWish.Parse(text), wish => Assert.NotEmpty(wish.Name));
        }
    }

    private static string Show(IEnumerable<FieldWish> wishes) =>
        string.Join(',', wishes.Select(w => w.Name + (w.Limit is null ? "" : ":" + w.Limit) + (w.Fields.Count == 0 ? "" : "(" + Show(w.Fields) + ")")));
}
