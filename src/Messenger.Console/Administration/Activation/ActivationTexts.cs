namespace Messenger.Console.Administration.Activation;

/// <summary>Names the resources ActivationTexts.resx (Spanish), ActivationTexts.en.resx and ActivationTexts.pt.resx.</summary>
public sealed class ActivationTexts;
