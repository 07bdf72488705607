namespace Messenger.Console.Administration.People;

/// <summary>Names the resources PeopleTexts.resx (Spanish), PeopleTexts.en.resx and PeopleTexts.pt.resx.</summary>
public sealed class PeopleTexts;
