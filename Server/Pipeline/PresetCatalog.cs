using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interception.Server.Pipeline;

/// <summary>The presets, one file each, read once at start. A new file is a new preset.</summary>
internal sealed class PresetCatalog
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly IReadOnlyList<Preset> _presets;

    /// <param name="folder">The folder of the files; the server's own folder by default.</param>
    /// <exception cref="InvalidDataException">A file is not a complete preset; the message names it.</exception>
    public PresetCatalog(string? folder = null)
    {
        folder ??= Path.Combine(AppContext.BaseDirectory, "Pipeline", "Presets");
        _presets = [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(Read)];
        if (_presets.CountBy(preset => preset.Id!).FirstOrDefault(same => same.Value > 1).Key is { } twice)
        {
            throw new InvalidDataException($"Two preset files in {folder} have the id \"{twice}\".");
        }
    }

    /// <summary>All presets in the order of their files.</summary>
    /// <param name="language">A BCP 47 tag; a preset without that language answers in English.</param>
    public IReadOnlyList<(string Id, string Name, string Rules)> All(string language) =>
        [.. _presets.Select(preset => (preset.Id!, preset.Name!.In(language), preset.Rules!.In(language)))];

    /// <summary>The rules of a preset; null when there is none with this id.</summary>
    public string? Find(string id, string language) =>
        _presets.FirstOrDefault(preset => preset.Id == id)?.Rules!.In(language);

    private static Preset Read(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return Whole(JsonSerializer.Deserialize<Preset>(stream, Strict), Path.GetFileName(file));
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException(
                $"Preset file {Path.GetFileName(file)} cannot be read: {broken.Message}", broken);
        }
    }

    private static Preset Whole(Preset? preset, string file) => preset switch
    {
        null or { Id: null or "" } => throw new InvalidDataException($"Preset file {file} has no \"id\"."),
        { Name: not { IsWhole: true } } => throw Missing(file, "name"),
        { Rules: not { IsWhole: true } } => throw Missing(file, "rules"),
        _ => preset,
    };

    private static InvalidDataException Missing(string file, string field) => new(
        $"Preset file {file} needs \"{field}\" in \"de\" and \"en\", and may have it in {string.Join(", ", LocalizedText.Languages.Skip(2))}.");
}
