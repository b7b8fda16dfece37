using System.Collections.Concurrent;

namespace Interception.Tests.Support.Ollama;

/// <summary>The answers that a test has chosen: queued scripts for a kind of call first, then rules, the newest first.</summary>
internal sealed class Choices
{
    private readonly ConcurrentStack<Func<OllamaRequest, Script?>> _rules = new();
    private readonly ConcurrentDictionary<CallKind, ConcurrentQueue<Script>> _rows = new();

    public void Add(Func<OllamaRequest, Script?> rule) => _rules.Push(rule);

    public void Enqueue(CallKind kind, IEnumerable<Script> scripts)
    {
        foreach (var script in scripts) Row(kind).Enqueue(script);
    }

    public Script? For(OllamaRequest request) =>
        Row(request.Kind).TryDequeue(out var next)
            ? next
            : _rules.Select(rule => rule(request)).FirstOrDefault(script => script is not null);

    private ConcurrentQueue<Script> Row(CallKind kind) => _rows.GetOrAdd(kind, _ => new());
}
