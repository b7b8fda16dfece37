using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Generation.Ollama;

/// <summary>Where the configuration says auto, the server finds a model that is there; a name set by hand stays as it is.</summary>
public sealed class ModelSelectorTests : ModelSelectorTest
{
    [Fact(Timeout = 10_000)]
    public async Task The_default_model_comes_first_whatever_else_is_there()
    {
        Ollama.Models.Add(new("bird") { Loaded = true, ModifiedAt = "2027-01-01T00:00:00Z" });

        (await ChosenAsync()).Should().Be("gpt-oss:20b gpt-oss:20b gpt-oss:20b gpt-oss:20b");
    }

    [Fact(Timeout = 10_000)]
    public async Task Then_the_model_in_memory_and_the_same_for_all_jobs()
    {
        Only(new("bird") { ModifiedAt = New }, new("cat:1b") { ModifiedAt = Old, Loaded = true });

        (await ChosenAsync()).Should().Be("cat:1b cat:1b cat:1b cat:1b");
    }

    [Fact(Timeout = 10_000)]
    public async Task Then_the_one_that_was_fetched_last()
    {
        Only(new("ant") { ModifiedAt = Old }, new("bird") { ModifiedAt = New }, new("cat") { ModifiedAt = "" });

        (await ChosenAsync()).Should().Be("bird:latest bird:latest bird:latest bird:latest");
    }

    [Theory(Timeout = 10_000)]
    [InlineData("llama-guard3:1b", true)]
    [InlineData("school/shieldgemma:2b", true)]
    [InlineData("granite3-guardian:8b", true)]
    [InlineData("gpt-oss-safeguard:20b", true)]
    [InlineData("nomic-embed-text", false)]
    [InlineData("all-minilm", false)]
    public async Task What_was_not_made_for_writing_does_not_write(string name, bool completes)
    {
        Only(new("bird") { ModifiedAt = Old }, new(name) { ModifiedAt = New, Loaded = true, Can = completes ? ["completion"] : ["embedding"] });

        await LookAsync(Setup);

        Setup.Selector.Models.Interception.Should().Be("local/bird:latest");
    }

    [Theory(Timeout = 10_000)]
    [InlineData("embedding", "bird:latest")]
    [InlineData("completion", "ant:latest")]
    public async Task Where_the_list_does_not_say_what_a_model_can_it_is_asked(string can, string chosen)
    {
        Only(new("bird") { ModifiedAt = Old, ListsCapabilities = false }, new("ant") { ModifiedAt = New, Can = [can], ListsCapabilities = false });

        await LookAsync(Setup);

        Setup.Selector.Models.Interception.Should().Be("local/" + chosen);
    }

    [Fact(Timeout = 10_000)]
    public async Task An_old_server_that_knows_nothing_of_capabilities_is_believed_to_have_writers()
    {
        Ollama.On("/api/tags", _ => Script.Status(200,
            """{"models":[{"name":"minilm:33m","details":{"family":"bert"}},{"name":"bird:1b","details":{"family":"llama"}}]}"""));
        Ollama.On("/api/show", _ => Script.Status(200, "{}"));

        await LookAsync(Setup);

        Setup.Selector.Models.Output.Should().Be("local/bird:1b");
    }

    [Theory(Timeout = 10_000)]
    [InlineData("gpt-oss:120b-cloud", null)]
    [InlineData("kimi:cloud", null)]
    [InlineData("owl:latest", "https://ollama.com:443")]
    public async Task A_model_that_would_be_asked_elsewhere_is_never_chosen(string name, string? host)
    {
        Only(new ScriptedModel(name) { ModifiedAt = New, Loaded = true, RemoteHost = host });
        await LookAsync(Setup);
        Setup.Selector.HasEverFound.Should().BeFalse();
    }

    [Theory(Timeout = 10_000)]
    [InlineData("llama-guard3:1b")]
    [InlineData("school/Llama-Guard-4")]
    [InlineData("gpt-oss-safeguard:20b")]
    public async Task A_guard_that_can_be_asked_judges(string guard)
    {
        Ollama.Models.Add(new(guard));

        await LookAsync(Setup);

        Setup.Selector.Models.Safety.Should().StartWith("local/" + guard);
        Setup.Selector.Models.Interception.Should().Be("local/gpt-oss:20b");
        Told(Setup).Should().ContainSingle().Which.Line.Trim().Should().Be(
            $"Chosen where Models says auto: local/gpt-oss:20b for Interception, Output, Translation; {Setup.Selector.Models.Safety} for Safety (the default).");
    }

    [Theory(Timeout = 10_000)]
    [InlineData("shieldgemma:2b")]
    [InlineData("granite3-guardian:8b")]
    public async Task A_guard_whose_form_nobody_knows_does_not(string guard)
    {
        Ollama.Models.Add(new(guard));

        (await ChosenAsync()).Should().EndWith(" gpt-oss:20b");
    }

    [Fact(Timeout = 10_000)]
    public async Task A_name_set_by_hand_stays_and_the_others_are_chosen()
    {
        Only(new("ant") { ModifiedAt = Old }, new("bird") { ModifiedAt = New });
        using var setup = With(new() { Output = "painter", Safety = "local/ant" });

        await LookAsync(setup);

        // Of two that are equally good, the one that is loaded anyway: one model for all jobs costs least.
        Names(setup.Selector.Models).Should().Be("ant:latest painter ant:latest ant");
        setup.Selector.IsChosen("local/ant:latest").Should().BeTrue();
        setup.Selector.IsChosen("local/painter").Should().BeFalse();
    }

    [Fact(Timeout = 10_000)]
    public async Task Where_all_is_set_by_hand_nothing_is_chosen_or_told()
    {
        using var setup = With(new() { Interception = "painter", Output = "painter", Translation = "cloud/big", Safety = "painter" });

        await LookAsync(setup);

        (setup.Selector.HasEverFound, setup.Selector.IsOpen, Told(setup).Count()).Should().Be((true, false, 0));
        Names(setup.Selector.Models).Should().Be("painter painter cloud/big painter");
    }

    [Fact(Timeout = 10_000)]
    public async Task Of_several_servers_models_the_one_comes_first_that_all_have()
    {
        await using var other = new ScriptedOllama();
        other.Models.Clear();
        foreach (var ollama in new[] { Ollama, other }) ollama.Models.Add(new("Bird:1b") { ModifiedAt = Old });
        using var setup = new OllamaSetup(Time, Ollama.Address, other.Address);

        await LookAsync(setup);

        setup.Selector.Models.Interception.Should().Be("local/Bird:1b");
        setup.Inventory.Missing(setup.Selector.Models.Needed()).Should().BeEmpty();
    }
}
