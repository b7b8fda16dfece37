using Interception.Tests.Support.Ollama;
using Microsoft.Extensions.Logging;

namespace Interception.Tests.Generation.Ollama;

/// <summary>What becomes of a chosen model when servers go away and models are removed.</summary>
public sealed class ModelSuccessionTests : ModelSelectorTest
{
    [Fact(Timeout = 10_000)]
    public async Task What_was_chosen_stays_while_it_exists_and_its_server_may_be_away()
    {
        Only(new ScriptedModel("bird"));
        await LookAsync(Setup);
        Ollama.Models.Add(new("gpt-oss:20b") { Loaded = true });
        Ollama.Models.Add(new("llama-guard3"));
        await LookAsync(Setup);
        await Setup.Selector.LookAsync([new(Ollama.Address, Answers: false, [])], Cancel);

        Names(Setup.Selector.Models).Should().Be("bird:latest bird:latest bird:latest bird:latest");
        Told(Setup).Should().ContainSingle();
    }

    [Fact(Timeout = 10_000)]
    public async Task A_chosen_model_that_is_removed_has_a_successor_and_that_is_told()
    {
        Only(new("bird") { ModifiedAt = New }, new("cat") { ModifiedAt = Old });
        await LookAsync(Setup);

        Ollama.Models["bird"].Present = false;
        await LookAsync(Setup);

        Setup.Selector.Models.Output.Should().Be("local/cat:latest");
        Setup.Selector.InsteadOf("local/bird:latest").Should().Be("local/cat:latest");
        Setup.Selector.InsteadOf("local/cat:latest").Should().BeNull();
        Told(Setup).Select(line => (line.Level, line.Line.Trim())).Skip(1).Should().Equal(
            (LogLevel.Warning, "local/bird:latest had been chosen and is gone: another model is chosen."),
            (LogLevel.Information, "Chosen where Models says auto: local/cat:latest for Interception, Output, Translation, Safety (fetched last)."));
    }

    [Fact(Timeout = 10_000)]
    public async Task A_guard_that_is_removed_leaves_the_judging_to_the_writer()
    {
        Ollama.Models.Add(new("llama-guard3:1b"));
        await LookAsync(Setup);

        Ollama.Models["llama-guard3:1b"].Present = false;
        await LookAsync(Setup);

        Setup.Selector.Models.Safety.Should().Be("local/gpt-oss:20b");
        Told(Setup).Select(line => line.Line.Trim()).Should().Contain("local/llama-guard3:1b had been chosen and is gone: another model is chosen.");
    }

    [Fact(Timeout = 10_000)]
    public async Task When_nothing_is_left_the_default_is_asked_for_and_taken_when_it_comes()
    {
        Only(new ScriptedModel("bird"));
        await LookAsync(Setup);
        Ollama.Models.Clear();
        await LookAsync(Setup);

        (Setup.Selector.IsOpen, Setup.Selector.HasEverFound, Setup.Selector.Models.Output).Should().Be((true, true, "local/gpt-oss:20b"));
        Setup.Inventory.Missing(Setup.Selector.Models.Needed()).Should().ContainSingle().Which.Should()
            .Match("Ollama at * has no model that can write: fetch one with `ollama pull gpt-oss:20b`*");
        Told(Setup).Select(line => line.Line.Trim()).Skip(1).Should().Equal("local/bird:latest had been chosen and is gone, and no server has another one that can do its work.");

        Only(new ScriptedModel("owl"));
        await LookAsync(Setup);
        Names(Setup.Selector.Models).Should().Be("owl:latest owl:latest owl:latest owl:latest");
    }
}
