using Messenger.Domain.Campaigns;
using Messenger.Domain.Pages;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Pages;

/// <summary>Green, amber, red, with the reason and since when (R29, R31, B6).</summary>
public sealed class PageHealthTests
{
    private const string Mark = "t1";

    private static readonly PageObservation Well = new(Mark, null, null, null, [], [], false, PageTraffic.None);

    [Fact]
    public void Nothing_wrong_is_green() => Is(Well, TokenWord.Valid);

    [Theory]
    [InlineData(7, TokenWord.Degraded)]
    [InlineData(8, TokenWord.Valid)]
    public void An_end_within_seven_days_is_amber(int days, string verdict)
    {
        Is(Well with { TokenUntil = Day.Start.AddDays(days) }, verdict, verdict == TokenWord.Valid ? [] : [PageReasonCode.EndsSoon]);
        Is(Well with { DataUntil = Day.Start.AddDays(days), TokenUntil = Day.Start.AddDays(60) }, verdict, verdict == TokenWord.Valid ? [] : [PageReasonCode.EndsSoon]);
    }

    [Fact]
    public void A_missing_permission_or_field_is_amber_by_name()
    {
        var health = PageJudgement.Of(Well with { MissingPermissions = ["pages_messaging"], MissingFields = ["messages"] }, Day.Start);
        Assert.Equal(
            [new PageReason(PageReasonCode.MissingPermission, "pages_messaging"), new PageReason(PageReasonCode.MissingField, "messages")], health.Reasons);
        Assert.Equal(TokenWord.Degraded, health.Verdict);
    }

    [Fact]
    public void Another_app_with_threads_is_amber() => Is(Well with { OtherApp = true }, TokenWord.Degraded, PageReasonCode.OtherApp);

    [Theory]
    [InlineData(1_000, 13, false)]
    [InlineData(1_000, 15, true)]
    [InlineData(200, 33, false)]
    [InlineData(200, 34, true)]
    [InlineData(199, 100, false)]
    public void A_busy_page_that_falls_silent_is_amber_and_a_quiet_one_is_only_quiet(int lastWeek, int hours, bool silent) => Is(
        Well with { Traffic = new PageTraffic(lastWeek, Day.Start.AddHours(-hours)) },
        silent ? TokenWord.Degraded : TokenWord.Valid, silent ? [PageReasonCode.Silent] : []);

    [Fact]
    public void A_token_that_does_not_work_is_red_whatever_else_there_is() => Is(
        Well with { TokenFault = "password-changed", MissingFields = ["messages"] }, TokenWord.Invalid, PageReasonCode.TokenInvalid);

    [Fact]
    public void A_token_whose_time_is_over_is_red() => Is(Well with { TokenUntil = Day.Start }, TokenWord.Invalid, PageReasonCode.TokenInvalid);

    [Fact]
    public void The_same_found_again_is_no_news() => New().Do(Sees(Well)).Do(Sees(Well)).NothingHappened();

    [Fact]
    public void A_refused_send_makes_it_red_at_once_and_once()
    {
        var story = New().Do(Sees(Well), new PageCommand.Refused(Mark, "expired"));
        Assert.True(story.State.IsInvalid);
        story.Do(new PageCommand.Refused(Mark, "invalid")).NothingHappened();
    }

    [Fact]
    public void Well_again_it_owes_word_to_who_keeps_messages_until_they_were_told()
    {
        var story = New().Do(Sees(Well), new PageCommand.Refused(Mark, "expired"));
        Assert.Empty(story.Owes);
        story.Do(new PageCommand.Connected("t2"));
        Assert.Equal("kept/1", Assert.IsType<Obligation.ToKept>(Assert.Single(story.Owes)).Key);
        story.Do(new PageCommand.KeptTold(1));
        Assert.Empty(story.Owes);
    }

    [Fact]
    public void Red_again_before_they_were_told_nobody_is_told()
    {
        var story = New().Do(new PageCommand.Refused(null, "expired"), new PageCommand.Connected("t2"), new PageCommand.Refused("t2", "app-removed"));
        Assert.Empty(story.Owes);
        Assert.Equal("kept/2", Assert.Single(story.Do(new PageCommand.Connected("t3")).Owes).Key);
    }

    [Fact]
    public void What_is_said_of_the_token_before_is_no_news()
    {
        var story = New().Do(new PageCommand.Connected("t2"));
        story.Do(new PageCommand.Refused(Mark, "expired")).NothingHappened();
        story.Do(Sees(Well with { TokenFault = "expired" })).NothingHappened();
    }

    [Fact]
    public void Connected_again_with_the_same_token_changes_nothing() => New().Do(new PageCommand.Connected("t2")).Do(new PageCommand.Connected("t2")).NothingHappened();

    private static PageStory New() => new("10");

    private static PageCommand.Observe Sees(PageObservation seen) => new(seen);

    private static void Is(PageObservation seen, string verdict, params string[] reasons)
    {
        var health = PageJudgement.Of(seen, Day.Start);
        Assert.Equal(verdict, health.Verdict);
        Assert.Equal(reasons, health.Reasons.Select(r => r.Code));
        Assert.Equal(health.Verdict, New().Do(Sees(seen)).State.Health!.Verdict);
    }
}
