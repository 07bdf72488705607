namespace Messenger.Console.Shared.Language;

/// <summary>Names the resources Texts.resx (Spanish), Texts.en.resx and Texts.pt.resx; the words are those of the product's word table.</summary>
public sealed class Texts;
