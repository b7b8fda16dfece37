using System.Reflection;
using System.Runtime.CompilerServices;

namespace Interception.Tests.Support.House;

/// <summary>The folders of an assembly, and which folder uses which.</summary>
/// <remarks>A <c>...Setup</c> class registers what is in the folders below it, so its uses do not count.</remarks>
internal sealed class FolderGraph
{
    private readonly string _root;
    private readonly Dictionary<string, HashSet<string>> _uses = [];
    private readonly HashSet<(string From, Type Used)> _named = [];

    /// <summary>Reads the assemblies whose namespaces begin with the root.</summary>
    /// <param name="root">The namespace of the top folder, such as <c>Interception.Server</c>.</param>
    /// <param name="assemblies">The assemblies to read.</param>
    public FolderGraph(string root, params Assembly[] assemblies)
    {
        _root = root;
        foreach (var type in assemblies.SelectMany(assembly => assembly.GetTypes()).Where(IsCounted)) Read(type);
    }

    /// <summary>All folders, named from the root on, such as <c>Generation.Ollama</c>.</summary>
    public IReadOnlyCollection<string> Folders => _uses.Keys;

    /// <summary>The other folders that a folder uses.</summary>
    public IReadOnlySet<string> UsedBy(string folder) => _uses[folder];

    /// <summary>The names of the types of one room that another names; a room is a first-level folder and all below it.</summary>
    public IEnumerable<string> TypesUsed(string from, string to) =>
        _named.Where(use => IsIn(use.From, from) && IsIn(FolderOf(use.Used), to)).Select(use => Outermost(use.Used).Name).Distinct();

    /// <summary>The first circle found, as a path that ends where it began; empty for none.</summary>
    public IReadOnlyList<string> FindCircle()
    {
        var done = new HashSet<string>();
        return Folders.Order(StringComparer.Ordinal).Select(folder => Circle(folder, [], done)).FirstOrDefault(circle => circle.Count > 0) ?? [];
    }

    private IReadOnlyList<string> Circle(string folder, List<string> path, HashSet<string> done)
    {
        if (path.IndexOf(folder) is >= 0 and var at) return [.. path[at..], folder];
        if (!done.Add(folder)) return [];
        path.Add(folder);
        var found = _uses[folder].Order(StringComparer.Ordinal).Select(used => Circle(used, path, done)).FirstOrDefault(circle => circle.Count > 0) ?? [];
        path.RemoveAt(path.Count - 1);
        return found;
    }

    private void Read(Type type)
    {
        var folder = FolderOf(type);
        if (!_uses.TryGetValue(folder, out var uses)) _uses[folder] = uses = [];
        foreach (var used in TypeReferences.FindIn(type).Where(used => IsOurs(used) && FolderOf(used) != folder))
        {
            uses.Add(FolderOf(used));
            _named.Add((folder, used));
        }
    }

    private static bool IsIn(string folder, string room) => folder.Split('.')[0] == room;

    private bool IsCounted(Type type) => IsOurs(type) && !Outermost(type).Name.EndsWith("Setup", StringComparison.Ordinal) &&
        !Outermost(type).IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    private bool IsOurs(Type type) => type.Namespace?.StartsWith(_root + ".", StringComparison.Ordinal) == true;

    private string FolderOf(Type type) => type.Namespace![(_root.Length + 1)..];

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
