namespace Messenger.Console.Administration.Words;

/// <summary>Names the resources WordTexts.resx (Spanish), WordTexts.en.resx and WordTexts.pt.resx.</summary>
public sealed class WordTexts;
