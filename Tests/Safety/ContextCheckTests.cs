using Interception.Server.Generation;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Practice;
using Interception.Server.Safety;
using Interception.Server.Safety.Judging;
using Microsoft.Extensions.Options;

namespace Interception.Tests.Safety;

/// <summary>A context into which the judge's own words do not fit judges nobody.</summary>
public sealed class ContextCheckTests
{
    [Theory]
    [InlineData(512), InlineData(700), InlineData(1024)]
    public void A_context_too_small_for_the_judges_own_words_is_refused_with_key_value_and_range(int tokens) =>
        Check(tokens).FailureMessage.Should().Match($"Ollama:ContextLength is '{tokens}', but the safety model's own instructions and its answer need * tokens: it must be between * and 1048576.");

    [Theory]
    [InlineData(2048), InlineData(4096), InlineData(8192)]
    public void A_usual_context_is_taken(int tokens) => Check(tokens).Succeeded.Should().BeTrue();

    [Fact]
    public void A_guard_brings_a_policy_of_its_own()
    {
        Check(512, model: "llama-guard3:1b").Failed.Should().BeTrue();
        Check(1100, model: "local/llama-guard3:8b").Succeeded.Should().BeTrue();
    }

    [Fact]
    public void Where_Ollama_judges_nobody_any_context_will_do()
    {
        Check(512, level: SafetyLevel.Research).Succeeded.Should().BeTrue();
        Check(512, mode: PracticeMode.Always).Succeeded.Should().BeTrue();
        Check(512, model: "mistral/large").Succeeded.Should().BeTrue();
    }

    private static ValidateOptionsResult Check(int tokens, string model = "gpt-oss:20b", SafetyLevel level = SafetyLevel.Youth,
        PracticeMode mode = PracticeMode.Auto) =>
        new ContextCheck(Options.Create(new SafetyOptions { Level = level }), Options.Create(new ModelOptions { Safety = model }),
            Options.Create(new PracticeOptions { Mode = mode })).Validate(null, new OllamaOptions { ContextLength = tokens });
}
