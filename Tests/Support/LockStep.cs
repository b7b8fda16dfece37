using Interception.Tests.Support.Ollama;

namespace Interception.Tests.Support;

/// <summary>Lets the model write one token, waits until the reader has it, and repeats.</summary>
public sealed class LockStep
{
    private readonly Turnstile _turnstile = new();
    private readonly IReadOnlyList<string> _tokens;

    /// <summary>Answers every text call in this way.</summary>
    /// <param name="ollama">The model server.</param>
    /// <param name="tokens">The model's tokens; null for <see cref="ScriptedOllama.Tokens"/>.</param>
    public LockStep(ScriptedOllama ollama, IReadOnlyList<string>? tokens = null)
    {
        _tokens = tokens ?? ScriptedOllama.Tokens;
        ollama.OnText(_ => Script.Tokens(_tokens).InLockStep(_turnstile));
    }

    /// <summary>Follows one text to its end.</summary>
    public async Task FollowAsync(IAsyncEnumerable<string> pieces)
    {
        var held = "";
        await using var reader = pieces.GetAsyncEnumerator();
        foreach (var token in _tokens)
        {
            var expected = held + token;
            _turnstile.Release();
            while (held.Length < expected.Length && await reader.MoveNextAsync()) held += reader.Current;
            held.Should().Be(expected);
        }
        (await reader.MoveNextAsync()).Should().BeFalse();
    }
}
