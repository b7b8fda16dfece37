using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Interception.Server.Runs;

/// <summary>Remembers texts that broke off: a run that begins or continues with such a text soon afterwards goes to the head of the queue.</summary>
/// <param name="time">The clock.</param>
internal sealed class BrokenOffTexts(TimeProvider time)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);

    // A hash of session and text, so that no text is stored.
    private readonly ConcurrentDictionary<string, long> _texts = new(StringComparer.Ordinal);

    /// <summary>Records that a run's text broke off.</summary>
    public void Add(Run run)
    {
        foreach (var (name, at) in _texts)
            if (time.GetElapsedTime(at) > Soon) _texts.TryRemove(name, out _);
        // After the pause, the child may try again with its revised text, or with its idea from the start.
        foreach (var text in new[] { run.Text, run.Material.Assignment.Idea })
            if (NameOf(run.Owner, text) is { } broken) _texts[broken] = time.GetTimestamp();
    }

    /// <summary>Whether a run begins or continues with such a text again; true once.</summary>
    public bool Take(Run run) =>
        NameOf(run.Owner, run.Text) is { } name && _texts.TryRemove(name, out var at) && time.GetElapsedTime(at) <= Soon;

    private static string? NameOf(string? owner, string? text) => owner is not null && text is not null
        ? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{owner}\n{text.Trim()}")))
        : null;
}
