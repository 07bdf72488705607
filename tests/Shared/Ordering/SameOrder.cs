using System.Security.Cryptography;
using System.Text;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Messenger.Tests.Shared.SameOrder))]
[assembly: TestClassOrderer(typeof(Messenger.Tests.Shared.SameOrder))]
[assembly: TestMethodOrderer(typeof(Messenger.Tests.Shared.SameOrder))]
[assembly: TestCaseOrderer(typeof(Messenger.Tests.Shared.SameOrder))]

namespace Messenger.Tests.Shared;

/// <summary>
/// Tests run in the same order in every directory and on every machine: xUnit's own order hangs on the program's path, and a test that only
/// passes before another would fail where nobody can repeat it. MESSENGER_TEST_ORDER, any text, shuffles them another way: that is how such
/// tests are found.
/// </summary>
public sealed class SameOrder : ITestCollectionOrderer, ITestClassOrderer, ITestMethodOrderer, ITestCaseOrderer
{
    private static readonly string Shuffle = Environment.GetEnvironmentVariable("MESSENGER_TEST_ORDER") ?? "";

    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections)
        where T : ITestCollection => [.. testCollections.OrderBy(c => Place(c.TestCollectionDisplayName), StringComparer.Ordinal)];

    public IReadOnlyCollection<T?> OrderTestClasses<T>(IReadOnlyCollection<T?> testClasses)
        where T : notnull, ITestClass => [.. testClasses.OrderBy(c => Place(c?.TestClassName), StringComparer.Ordinal)];

    public IReadOnlyCollection<T?> OrderTestMethods<T>(IReadOnlyCollection<T?> testMethods)
        where T : notnull, ITestMethod => [.. testMethods.OrderBy(m => Place(m?.MethodName), StringComparer.Ordinal)];

    public IReadOnlyCollection<T> OrderTestCases<T>(IReadOnlyCollection<T> testCases)
        where T : notnull, ITestCase => [.. testCases.OrderBy(c => Place(c.TestCaseDisplayName), StringComparer.Ordinal)];

    private static string Place(string? name) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Shuffle + name)));
}
