namespace Messenger.Console.Administration.Checklists;

/// <summary>Names the resources ChecklistTexts.resx (Spanish), ChecklistTexts.en.resx and ChecklistTexts.pt.resx.</summary>
public sealed class ChecklistTexts;
