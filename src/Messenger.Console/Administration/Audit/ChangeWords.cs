using Messenger.Console.Administration.Activation;
using Messenger.Console.Administration.Campaigns;
using Messenger.Domain.Auditing;
using Microsoft.Extensions.Localization;

namespace Messenger.Console.Administration.Audit;

/// <summary>What the API calls a field, and what stands in it, as the screens call it.</summary>
public sealed class ChangeWords(IStringLocalizer<AuditTexts> texts, IStringLocalizer<CampaignTexts> campaign, IStringLocalizer<ActivationTexts> activation)
{
    /// <summary>The whole name, else its first part with the rest as it is; a field no screen knows is called as the API calls it.</summary>
    public string Field(string field)
    {
        if (Known(field) is { } whole)
        {
            return whole;
        }

        var parts = field.Split('.', 2);
        return Known(parts[0]) is { } first && parts.Length > 1 ? $"{first}: {parts[1].Replace(".", " · ", StringComparison.Ordinal)}" : field;
    }

    /// <param name="text">Null = there was nothing.</param>
    public string Value(string field, string? text) => (field, text) switch
    {
        (_, null) => "–",
        ("campaigns", PersonDifference.AllCampaigns) => texts["Value.AllCampaigns"],
        ("roles", _) => string.Join(", ", text.Split(", ").Select(role => texts["Role." + role] is { ResourceNotFound: false } word ? word.Value : role)),
        ("activation", "done") => texts["Value.Done"],
        ("activation", _) => activation["Exit." + text] is { ResourceNotFound: false } exit ? exit.Value : text,
        ("state", _) => texts["State." + text] is { ResourceNotFound: false } refusal ? refusal.Value : text,
        (_, "true") => texts["Value.Yes"],
        (_, "false") => texts["Value.No"],
        _ => text,
    };

    private string? Known(string field) =>
        texts["Field." + field] is { ResourceNotFound: false } own ? own.Value
        : campaign["Field." + field] is { ResourceNotFound: false } its ? its.Value
        : null;
}
