using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Interception.Server.Runs;

/// <summary>Texts that broke off in the middle: who begins one again soon, or goes on with it, stands at the head of the line.</summary>
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
        // What the child went on with after its pause is tried again with that text, or from its idea on.
        foreach (var text in new[] { run.Text, run.Material.Assignment.Idea })
            if (NameOf(run.Owner, text) is { } broken) _texts[broken] = time.GetTimestamp();
    }

    /// <summary>Whether a run begins, or goes on, with such a text again; once.</summary>
    public bool Take(Run run) =>
        NameOf(run.Owner, run.Text) is { } name && _texts.TryRemove(name, out var at) && time.GetElapsedTime(at) <= Soon;

    private static string? NameOf(string? owner, string? text) => owner is not null && text is not null
        ? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{owner}\n{text.Trim()}")))
        : null;
}
