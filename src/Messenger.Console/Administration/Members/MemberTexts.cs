namespace Messenger.Console.Administration.Members;

/// <summary>Names the resources MemberTexts.resx (Spanish), MemberTexts.en.resx and MemberTexts.pt.resx.</summary>
public sealed class MemberTexts;
