using Microsoft.AspNetCore.Identity;

namespace Messenger.Storage.Security;

/// <summary>The fixed roles for Identity's role manager (it fills the claims of a sign-in). They cannot be changed.</summary>
public sealed class RoleStore : IRoleStore<Role>
{
    private static readonly IdentityResult Fixed = IdentityResult.Failed(
        new IdentityError { Code = "RolesAreFixed", Description = "The roles are agent, supervisor and administrator." });

    public Task<Role?> FindByIdAsync(string roleId, CancellationToken cancellationToken) => FindByNameAsync(roleId, cancellationToken);

    public Task<Role?> FindByNameAsync(string normalizedRoleName, CancellationToken cancellationToken) =>
        Task.FromResult(Roles.Known(normalizedRoleName) is { } name ? new Role(name) : null);

    public Task<string> GetRoleIdAsync(Role role, CancellationToken cancellationToken) => Task.FromResult(role.Name);

    public Task<string?> GetRoleNameAsync(Role role, CancellationToken cancellationToken) => Task.FromResult<string?>(role.Name);

    public Task<string?> GetNormalizedRoleNameAsync(Role role, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(role.Name.ToUpperInvariant());

    public Task<IdentityResult> CreateAsync(Role role, CancellationToken cancellationToken) => Task.FromResult(Fixed);

    public Task<IdentityResult> UpdateAsync(Role role, CancellationToken cancellationToken) => Task.FromResult(Fixed);

    public Task<IdentityResult> DeleteAsync(Role role, CancellationToken cancellationToken) => Task.FromResult(Fixed);

    public Task SetRoleNameAsync(Role role, string? roleName, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The roles are fixed.");

    // Identity sets it before each save; the save is what answers.
    public Task SetNormalizedRoleNameAsync(Role role, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }
}
