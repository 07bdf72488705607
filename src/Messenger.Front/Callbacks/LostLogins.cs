using Messenger.Contracts;
using Messenger.Domain.Pages;
using Messenger.Storage.Pages;
using Microsoft.Extensions.Logging;

namespace Messenger.Front.Callbacks;

/// <summary>Somebody took the app out of his Facebook account: the Pages that he connected are red at once, not at the next look.</summary>
internal sealed class LostLogins(PageHealthQueries pages, IWorkerGrains grains, ILogger<LostLogins> logger)
{
    private const string AppRemoved = "app-removed";

    public async Task Of(string facebookUserId, CancellationToken ct)
    {
        foreach (var page in (await pages.Connected(ct)).Where(p => p.FacebookUserId == facebookUserId))
        {
            try
            {
                await grains.Get<IPageGrain>(page.PageId).Handle(new PageCommand.Refused(null, AppRemoved));
            }
            catch (Exception fault)
            {
                // The callback is stored; the Page hears of it from the next look.
                logger.PageNotTold(page.PageId, fault);
            }
        }
    }
}
