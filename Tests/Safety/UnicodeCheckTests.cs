using System.Diagnostics;
using Interception.Server.Contracts;
using Interception.Server.Safety;
using Interception.Server.Safety.Terms;

namespace Interception.Tests.Safety;

/// <summary>Where Unicode does not work nobody is guarded, so nothing starts there.</summary>
public sealed class UnicodeCheckTests
{
    [Theory(Timeout = 60_000), InlineData("1"), InlineData("0")]
    public async Task Without_ICU_the_server_does_not_start_and_says_what_to_install(string predefinedOnly)
    {
        using var server = Process.Start(new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Interception.Server.dll"), "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment =
            {
                ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1",
                ["DOTNET_SYSTEM_GLOBALIZATION_PREDEFINED_CULTURES_ONLY"] = predefinedOnly,
            },
        })!;

        var said = await server.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);

        said.TrimEnd().Should().StartWith("The server did not start: Unicode does not work").And.Contain("libicu").And.NotContain("\n");
        server.ExitCode.Should().Be(1);
    }

    [Fact]
    public void With_ICU_nothing_stands_against_it() => FluentActions.Invoking(UnicodeCheck.Require).Should().NotThrow();

    [Fact]
    public void The_filter_sees_its_samples_at_every_level()
    {
        foreach (var level in Enum.GetValues<SafetyLevel>())
        {
            var terms = TermFolder.Load(Path.Combine(AppContext.BaseDirectory, "Safety", "Terms"), "", level);
            FilterSamples.All.Should().OnlyContain(sample => terms.Find(sample.Text) == TextCategory.HateSymbols);
        }
    }

    [Fact]
    public void A_filter_that_does_not_see_a_sample_guards_nobody()
    {
        var blind = new TermMatcher([new(TextCategory.HateSymbols, " hakenkreuzer ")]);

        FluentActions.Invoking(() => FilterSamples.Require(blind)).Should().Throw<InvalidDataException>()
            .WithMessage("The term filter does not see a listed term.*libicu*");
    }
}
