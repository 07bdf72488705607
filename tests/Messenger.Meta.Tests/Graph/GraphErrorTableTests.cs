namespace Messenger.Meta.Tests.Graph;

public sealed class GraphErrorTableTests
{
    private const int ForGood = -1;
    private const int Nobody = -2;

    /// <param name="wait">Seconds; <see cref="ForGood"/> = refused, <see cref="Nobody"/> = nobody knows whether it was sent.</param>
    [Theory]
    [InlineData(190, null, GraphErrorClass.TokenDead, ForGood)]
    [InlineData(190, 458, GraphErrorClass.TokenDead, ForGood)]
    [InlineData(190, 459, GraphErrorClass.TokenDead, ForGood)]
    [InlineData(190, 460, GraphErrorClass.TokenDead, ForGood)]
    [InlineData(190, 463, GraphErrorClass.TokenDead, ForGood)]
    [InlineData(190, 464, GraphErrorClass.TokenDead, ForGood)]
    [InlineData(190, 467, GraphErrorClass.TokenDead, ForGood)]
    [InlineData(190, 492, GraphErrorClass.TokenDead, ForGood)]
    [InlineData(102, null, GraphErrorClass.TokenDead, ForGood)]
    [InlineData(10, 2018278, GraphErrorClass.WindowClosed, ForGood)]
    [InlineData(10, 2534022, GraphErrorClass.WindowClosed, ForGood)]
    [InlineData(10, 2018065, GraphErrorClass.WindowClosed, ForGood)]
    [InlineData(10, 2018108, GraphErrorClass.PersonGone, ForGood)]
    [InlineData(10, 1893063, GraphErrorClass.Blocked, ForGood)]
    [InlineData(10, null, GraphErrorClass.PermissionMissing, ForGood)]
    [InlineData(10, 12345, GraphErrorClass.PermissionMissing, ForGood)]
    [InlineData(200, null, GraphErrorClass.PermissionMissing, ForGood)]
    [InlineData(230, null, GraphErrorClass.PermissionMissing, ForGood)]
    [InlineData(299, null, GraphErrorClass.PermissionMissing, ForGood)]
    [InlineData(200, 2018028, GraphErrorClass.PermissionMissing, ForGood)]
    [InlineData(200, 1545041, GraphErrorClass.PersonGone, ForGood)]
    [InlineData(551, 1545041, GraphErrorClass.PersonGone, ForGood)]
    [InlineData(551, null, GraphErrorClass.PersonGone, ForGood)]
    [InlineData(100, 2018001, GraphErrorClass.PersonGone, ForGood)]
    [InlineData(100, 33, GraphErrorClass.PersonGone, ForGood)]
    [InlineData(100, 2018008, GraphErrorClass.RetryLater, 60)]
    [InlineData(100, 2018294, GraphErrorClass.RetryLater, 60)]
    [InlineData(100, 2018047, GraphErrorClass.OurFault, ForGood)]
    [InlineData(100, 2018074, GraphErrorClass.OurFault, ForGood)]
    [InlineData(100, 2018109, GraphErrorClass.OurFault, ForGood)]
    [InlineData(100, 2018014, GraphErrorClass.OurFault, ForGood)]
    [InlineData(100, null, GraphErrorClass.OurFault, ForGood)]
    [InlineData(1, 99, GraphErrorClass.RetryLater, Nobody)]
    [InlineData(1, null, GraphErrorClass.RetryLater, Nobody)]
    [InlineData(2, null, GraphErrorClass.RetryLater, Nobody)]
    [InlineData(1200, null, GraphErrorClass.RetryLater, 5)]
    [InlineData(4, null, GraphErrorClass.RateLimited, 60)]
    [InlineData(17, null, GraphErrorClass.RateLimited, 60)]
    [InlineData(32, null, GraphErrorClass.RateLimited, 60)]
    [InlineData(341, null, GraphErrorClass.RateLimited, 60)]
    [InlineData(613, null, GraphErrorClass.RateLimited, 5)]
    [InlineData(613, 2018338, GraphErrorClass.RateLimited, 5)]
    [InlineData(80006, null, GraphErrorClass.RateLimited, 60)]
    [InlineData(368, null, GraphErrorClass.Blocked, ForGood)]
    [InlineData(2018300, null, GraphErrorClass.OtherAppOwnsThread, ForGood)]
    [InlineData(10, 2018300, GraphErrorClass.OtherAppOwnsThread, ForGood)]
    [InlineData(100, 2018321, GraphErrorClass.OtherAppOwnsThread, ForGood)]
    [InlineData(2018321, null, GraphErrorClass.OtherAppOwnsThread, ForGood)]
    [InlineData(100, 2018218, GraphErrorClass.PersonGone, ForGood)]
    [InlineData(2018247, null, GraphErrorClass.PermissionMissing, ForGood)]
    [InlineData(9000001, null, GraphErrorClass.OurFault, ForGood)]
    [InlineData(100, 9000001, GraphErrorClass.OurFault, ForGood)]
    [InlineData(0, null, GraphErrorClass.Unknown, ForGood)]
    [InlineData(-3, null, GraphErrorClass.Unknown, ForGood)]
    [InlineData(300, null, GraphErrorClass.Unknown, ForGood)]
    [InlineData(99, 1, GraphErrorClass.Unknown, ForGood)]
    public void Each_error_has_its_class_and_its_ending(long code, int? subcode, GraphErrorClass expected, int wait)
    {
        var rule = GraphErrorTable.Find(code, subcode);
        Assert.Equal(expected, rule.Class);
        Assert.Equal(wait, rule.MayBeSent ? Nobody : rule.Wait is { } time ? (int)time.TotalSeconds : ForGood);
    }

    [Theory]
    [InlineData(190, null, TokenFault.Invalid)]
    [InlineData(190, 458, TokenFault.AppRemoved)]
    [InlineData(190, 459, TokenFault.Checkpoint)]
    [InlineData(190, 460, TokenFault.PasswordChanged)]
    [InlineData(190, 463, TokenFault.Expired)]
    [InlineData(190, 464, TokenFault.Checkpoint)]
    [InlineData(190, 467, TokenFault.Invalid)]
    [InlineData(190, 492, TokenFault.Invalid)]
    [InlineData(102, null, TokenFault.Invalid)]
    [InlineData(10, null, null)]
    [InlineData(100, 463, null)]
    public void A_dead_token_has_its_cause(long code, int? subcode, TokenFault? expected) => Assert.Equal(expected, GraphErrorTable.Find(code, subcode).Token);
}
