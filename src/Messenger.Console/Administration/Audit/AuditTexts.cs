namespace Messenger.Console.Administration.Audit;

/// <summary>Names the resources AuditTexts.resx (Spanish), AuditTexts.en.resx and AuditTexts.pt.resx.</summary>
public sealed class AuditTexts;
