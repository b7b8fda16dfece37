using Interception.Tests.Support;

namespace Interception.Tests.Page;

/// <summary>The page's own unit tests, so that <c>dotnet test</c> covers them.</summary>
public class VitestTests
{
    [Fact(Timeout = 400_000)]
    public Task The_unit_tests_of_the_page_pass() => Npm.RunAsync("test");
}
