using Interception.Server.Pipeline;

namespace Interception.Tests.Pipeline;

public sealed class PresetCatalogTests : IDisposable
{
    private const string Whole =
        """{ "id": "a", "name": { "de": "A", "en": "A" }, "rules": { "de": "Mach.", "en": "Do.", "tr": "Yap." } }""";

    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Eight_presets_come_with_the_server_each_time_in_the_same_order() =>
        new PresetCatalog().All("de").Select(preset => preset.Id).Should().Equal(
            "future-museum", "gentle", "louder", "newspaper", "old-photograph", "opposite",
            "secret-language", "smallest-things");

    [Theory]
    [InlineData("de", "Mach.")]
    [InlineData("de-CH", "Mach.")]
    [InlineData("en", "Do.")]
    [InlineData("tr-TR", "Yap.")]
    [InlineData("ko", "Do.")]
    [InlineData("es", "Do.")]
    public void What_a_preset_is_not_said_in_is_answered_in_English(string language, string rules)
    {
        Write("a.json", Whole);

        new PresetCatalog(folder).All(language).Should().Equal(("a", "A", rules));
        new PresetCatalog(folder).Find("a", language).Should().Be(rules);
    }

    [Fact]
    public void An_unknown_preset_has_no_rules() => new PresetCatalog().Find("nope", "de").Should().BeNull();

    [Theory]
    [InlineData("""{ "name": { "de": "A", "en": "A" }, "rules": { "de": "Mach.", "en": "Do." } }""", "*b.json*\"id\"*")]
    [InlineData("""{ "id": "b", "name": { "de": "A" }, "rules": { "de": "Mach.", "en": "Do." } }""", "*b.json*\"name\"*")]
    [InlineData("""{ "id": "b", "name": { "de": "A", "en": "A" }, "rules": { "de": "Mach.", "en": " " } }""", "*b.json*\"rules\"*")]
    [InlineData("""{ "id": "b", "name": { "de": "A", "en": "A" } }""", "*b.json*\"rules\"*")]
    [InlineData("""{ "id": "b", "name": { "de": "A", "en": "A", "xx": "A" }, "rules": { "de": "A", "en": "A" } }""", "*b.json*\"name\"*")]
    [InlineData("""{ "id": "b", "naem": 1 }""", "*b.json*naem*")]
    [InlineData("{", "*b.json*")]
    [InlineData("null", "*b.json*")]
    [InlineData(Whole, "*\"a\"*")]
    public void A_file_that_is_not_a_whole_preset_is_refused_in_one_line(string file, string message)
    {
        Write("a.json", Whole);
        Write("b.json", file);

        FluentActions.Invoking(() => new PresetCatalog(folder)).Should().Throw<InvalidDataException>()
            .WithMessage(message).Which.Message.Should().NotContain("\n");
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
}
