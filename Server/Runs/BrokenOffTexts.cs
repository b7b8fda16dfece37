using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Interception.Server.Runs;

/// <summary>Texts that broke off in the middle: who begins one again soon stands at the head of the line.</summary>
/// <param name="time">Where time comes from.</param>
internal sealed class BrokenOffTexts(TimeProvider time)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);

    // A digest of session and text: nobody's text is kept here.
    private readonly ConcurrentDictionary<string, long> _texts = new(StringComparer.Ordinal);

    /// <summary>A run's text broke off.</summary>
    public void Add(Run run)
    {
        foreach (var (name, at) in _texts)
            if (time.GetElapsedTime(at) > Soon) _texts.TryRemove(name, out _);
        if (NameOf(run) is { } broken) _texts[broken] = time.GetTimestamp();
    }

    /// <summary>Whether a new run begins such a text again; once.</summary>
    public bool Take(Run run) =>
        NameOf(run) is { } name && _texts.TryRemove(name, out var at) && time.GetElapsedTime(at) <= Soon;

    private static string? NameOf(Run run) => run.Owner is { } owner && (run.Material.Assignment.Idea ?? run.Material.Revision) is { } text
        ? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{owner}\n{text}")))
        : null;
}
