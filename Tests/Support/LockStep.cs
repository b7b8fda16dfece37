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

    /// <summary>Follows one text to its end, over one way or over several at once.</summary>
    public async Task FollowAsync(params IAsyncEnumerable<string>[] ways)
    {
        Follower[] readers = [.. ways.Select(pieces => new Follower(pieces))];
        var expected = "";
        foreach (var token in _tokens)
        {
            expected += token;
            _turnstile.Release();
            await Task.WhenAll(readers.Select(reader => reader.ReadToAsync(expected)));
        }
        foreach (var reader in readers) await reader.EndAsync();
    }

    private sealed class Follower(IAsyncEnumerable<string> pieces)
    {
        private readonly IAsyncEnumerator<string> _reader = pieces.GetAsyncEnumerator();
        private string _held = "";

        public async Task ReadToAsync(string expected)
        {
            while (_held.Length < expected.Length && await _reader.MoveNextAsync()) _held += _reader.Current;
            _held.Should().Be(expected);
        }

        public async Task EndAsync()
        {
            (await _reader.MoveNextAsync()).Should().BeFalse();
            await _reader.DisposeAsync();
        }
    }
}
