namespace Messenger.Console.Administration.Facebook;

/// <summary>Names the resources FacebookTexts.resx (Spanish), FacebookTexts.en.resx and FacebookTexts.pt.resx.</summary>
public sealed class FacebookTexts;
