using System.Xml.Linq;
using Dapper;
using Messenger.Storage.Journal;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Messenger.Storage.Security;

/// <summary>The keys of ASP.NET Core Data Protection, in the database so that every silo can read what another one protected.</summary>
public sealed class DataProtectionKeys(Database database, JournalWriter writer) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => database.Read<IReadOnlyCollection<XElement>>(
        async connection =>
        {
            var keys = await connection.QueryAsync<string>("SELECT xml FROM data_protection_key ORDER BY id");
            return [.. keys.Select(XElement.Parse)];
        }).GetAwaiter().GetResult();

    /// <exception cref="StorageException">It could not be stored.</exception>
    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);

        // The interface is synchronous; the writer has a thread of its own, so waiting here cannot stop it.
        var result = writer.Write(
            [
                new RowChange(
                    "INSERT INTO data_protection_key (friendly_name, xml) VALUES (@friendlyName, @Xml)",
                    new { friendlyName = friendlyName ?? "", Xml = element.ToString(SaveOptions.DisableFormatting) }),
            ],
            CancellationToken.None).ConfigureAwait(false).GetAwaiter().GetResult();
        if (result is not AppendResult.Committed)
        {
            throw new StorageException("A data protection key could not be stored: " + result.GetType().Name);
        }
    }
}
