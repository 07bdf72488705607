using Messenger.Domain.Activations;
using Messenger.Domain.Auditing;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;
using static Messenger.Domain.Tests.Activations.Login;

namespace Messenger.Domain.Tests.Activations;

/// <summary>From the click to the connected Page, and every way out (R21-R26).</summary>
public sealed class ActivationTests
{
    [Fact]
    public void The_page_of_that_name_is_subscribed_then_given_to_the_campaign_then_the_rest_is_looked_at()
    {
        var story = Returned().Do(Granted(Cafe, Shop));
        Assert.Equal(("10", "protected-10"), Assert.Single(story.Owes) is Obligation.ToSubscription s ? (s.PageId, s.Token) : default);
        story.Do(new ActivationCommand.SubscribeAnswered("10", null, null));
        var connect = Assert.IsType<CampaignCommand.Connect>(Assert.IsType<Obligation.ToCampaign>(Assert.Single(story.Owes)).Command);
        Assert.Equal(("10", "Tienda Ñandú", "protected-10", "fb1"), (connect.PageId, connect.PageName, connect.PageToken, connect.FacebookUserId));
        story.Do(new ActivationCommand.CampaignAnswered("10", Answer.Done));
        Assert.IsType<Obligation.ToAftermath>(Assert.Single(story.Owes));
        story.Do(new ActivationCommand.Finish([]));
        Assert.Empty(story.Owes);
        Assert.Equal(("done", null), (story.View().Phase, story.View().Exit));
        Assert.Null(story.Due);
    }

    [Fact]
    public void Whose_page_this_login_took_away_is_told()
    {
        var story = Returned().Do(
            Granted(Shop), new ActivationCommand.SubscribeAnswered("10", null, null), new ActivationCommand.CampaignAnswered("10", Answer.Done),
            new ActivationCommand.Finish([new LostPage("c2", "Ventas", "20", "Café São João")]));
        Assert.Equal("Ventas", Assert.Single(story.View().Lost).CampaignName);
    }

    [Fact]
    public void Of_several_pages_without_that_name_the_person_chooses_and_another_name_halts_until_he_accepts_it()
    {
        var story = Returned("Tienda Nandú").Do(Granted(Cafe, Shop));
        Assert.Equal(("choosing", null, 2), (story.View().Phase, story.View().Exit, story.View().Pages.Count));
        story.Do(Chooses(Shop));
        Assert.Equal(("choosing", ActivationExit.PageMismatch), (story.View().Phase, story.View().Exit));
        Assert.Equal(["ñ"], story.View().Names!.Facebook.Where(p => p.Differs).Select(p => p.Text.ToLowerInvariant()));
        story.Do(Chooses(Shop, acceptsName: true));
        Assert.Equal(("connecting", null), (story.View().Phase, story.View().Exit));
    }

    [Fact]
    public void The_only_page_is_the_one_unless_its_name_is_another()
    {
        Assert.Equal("connecting", Returned(pageName: null).Do(Granted(Cafe)).View().Phase);
        Assert.Equal(ActivationExit.PageMismatch, Returned().Do(Granted(Cafe)).View().Exit);
    }

    [Fact]
    public void Of_two_pages_with_that_very_name_the_person_chooses() =>
        Assert.Equal("choosing", Returned().Do(Granted(Shop, Page("11", "Tienda Ñandú"))).View().Phase);

    [Fact]
    public void A_page_where_he_lacks_a_task_halts_and_names_it()
    {
        var story = Returned().Do(Granted(Page("10", "Tienda Ñandú", "MESSAGING")));
        Assert.Equal((ActivationExit.NotAdmin, "MESSAGING"), (story.View().Exit, Assert.Single(story.View().Missing)));
        Assert.Empty(story.Owes);
    }

    [Fact]
    public void A_page_that_another_campaign_has_halts_and_names_it_and_can_be_tried_again()
    {
        var story = Returned().Do(Granted(Shop), new ActivationCommand.SubscribeAnswered("10", ActivationExit.PageTaken, "Ventas"));
        Assert.Equal(("choosing", ActivationExit.PageTaken, "Ventas"), (story.View().Phase, story.View().Exit, Assert.Single(story.View().Missing)));
        Assert.IsType<Obligation.ToSubscription>(Assert.Single(story.Do(Chooses(Shop)).Owes));
    }

    [Fact]
    public void Somebody_was_faster_with_this_page()
    {
        var story = Returned().Do(
            Granted(Shop), new ActivationCommand.SubscribeAnswered("10", null, null), new ActivationCommand.CampaignAnswered("10", new Answer.Refused("campaign_page")));
        Assert.Equal(("choosing", ActivationExit.PageTaken), (story.View().Phase, story.View().Exit));
    }

    [Theory]
    [InlineData(ActivationExit.FacebookDown)]
    [InlineData(ActivationExit.FacebookRefused)]
    public void When_facebook_does_not_subscribe_it_the_same_page_can_be_tried_again(string exit)
    {
        var story = Returned().Do(Granted(Shop), new ActivationCommand.SubscribeAnswered("10", exit, null));
        Assert.Equal(("choosing", exit), (story.View().Phase, story.View().Exit));
        Assert.IsType<Obligation.ToSubscription>(Assert.Single(story.Do(Chooses(Shop)).Owes));
    }

    [Fact]
    public void Missing_permissions_end_it_by_name()
    {
        var story = Returned().Do(new ActivationCommand.Grant("fb1", [Shop], ["pages_messaging"]));
        Assert.Equal(("over", ActivationExit.MissingPermissions, "pages_messaging"), (story.View().Phase, story.View().Exit, Assert.Single(story.View().Missing)));
    }

    [Fact]
    public void No_page_ends_it() => Assert.Equal(ActivationExit.NoPages, Returned().Do(Granted()).View().Exit);

    [Fact]
    public void A_deleted_campaign_ends_it()
    {
        var story = Returned().Do(
            Granted(Shop), new ActivationCommand.SubscribeAnswered("10", null, null),
            new ActivationCommand.CampaignAnswered("10", new Answer.Refused(RefusalCode.Unknown)));
        Assert.Equal(("over", ActivationExit.NoCampaign), (story.View().Phase, story.View().Exit));
    }

    [Fact]
    public void The_closed_window_ends_it_while_the_person_is_asked_and_not_while_the_page_is_being_connected()
    {
        Assert.Equal(ActivationExit.Cancelled, Started().Do(new ActivationCommand.Stop(ActivationExit.Cancelled, Admin)).View().Exit);
        Returned().Do(Granted(Shop)).Do(new ActivationCommand.Stop(ActivationExit.Cancelled, Admin)).NothingHappened();
    }

    [Fact]
    public void Half_an_hour_later_it_is_over_and_its_tokens_are_forgotten()
    {
        var story = Returned("Otra").Do(Granted(Cafe, Shop)).WhenDue();
        Assert.Equal(TimeSpan.FromMinutes(30), story.Now - Day.Start);
        Assert.Equal(("over", ActivationExit.Timeout), (story.View().Phase, story.View().Exit));
        Assert.Empty(story.State.Pages);
        story.Do(Chooses(Shop)).WasRefused(RefusalCode.Unknown);
    }

    [Fact]
    public void What_is_shown_holds_neither_token_nor_state()
    {
        var shown = System.Text.Json.JsonSerializer.Serialize(Returned().Do(Granted(Cafe, Shop)).View());
        Assert.DoesNotContain("protected-", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Hash + "\"", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_forged_state_is_refused_and_kept_for_the_audit() => Refused(Started(), Back("00"), StateRefusal.Forged);

    [Fact]
    public void A_state_of_no_activation_is_forged() => Refused(New(), Back(), StateRefusal.Forged);

    [Fact]
    public void A_state_comes_back_once() => Refused(Returned(), Back(), StateRefusal.Replayed);

    [Fact]
    public void A_state_is_worth_nothing_after_half_an_hour() => Refused(Started().After(TimeSpan.FromMinutes(30)), Back(), StateRefusal.Expired);

    [Fact]
    public void A_state_of_another_user_is_refused() => Refused(Started(), Back(by: new Editor("u2", "otra", "Otra")), StateRefusal.OtherUser);

    [Fact]
    public void A_state_that_was_refused_still_works_for_its_own_user() =>
        Assert.True(Started().Do(Back("00"), Back()).View().HasReturned);

    private static void Refused(ActivationStory story, ActivationCommand.Return back, string reason)
    {
        var before = story.State with { StateRefusals = story.State.StateRefusals + 1 };
        story.Do(back);
        Assert.Equal(new Answer.Refused(reason), story.Answer);
        Assert.Equal(reason, Assert.IsType<ActivationFact.StateRefused>(Assert.Single(story.Last)).Reason);
        Assert.Equal(before, story.State);
    }
}
