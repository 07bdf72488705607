namespace Messenger.Domain.Proof;

/// <summary>GET /api/proof: what the journal proves of one day.</summary>
/// <param name="Day">A local day of each campaign; agents, who have none, go by UTC.</param>
/// <param name="Checked">Interactions that began, were queued or ended on that day.</param>
/// <param name="ViolationCount">All there are; 0 = the day is proven.</param>
/// <param name="Violations">The first thousand.</param>
/// <param name="Sums">How the queued of that day add up, campaign by campaign (Formulas of the product: queued = A + B + X + W).</param>
public sealed record ProofReport(DateOnly Day, int Checked, int ViolationCount, IReadOnlyList<Violation> Violations, IReadOnlyList<ProvenSum> Sums);

/// <param name="Queued">Counted from the campaign's facts; the others from those of the conversations.</param>
/// <param name="Answered">A: answered before they counted as abandoned.</param>
/// <param name="Abandoned">B: counted as abandoned, the recovered ones included.</param>
/// <param name="EndedOtherwise">X: ended unanswered for another reason.</param>
/// <param name="Waiting">W: still unanswered.</param>
public sealed record ProvenSum(string CampaignId, int Queued, int Answered, int Abandoned, int EndedOtherwise, int Waiting);
