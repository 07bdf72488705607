using Microsoft.AspNetCore.DataProtection;

namespace Messenger.Storage.Security;

/// <summary>Page tokens as they are stored: encrypted with the installation's keys, which every silo reads from the database.</summary>
public sealed class TokenProtection(IDataProtectionProvider provider)
{
    private readonly IDataProtector _protector = provider.CreateProtector("page-token");

    public string Protect(string token) => _protector.Protect(token);

    /// <exception cref="System.Security.Cryptography.CryptographicException">The key it was protected with is gone.</exception>
    public string Unprotect(string stored) => _protector.Unprotect(stored);
}
