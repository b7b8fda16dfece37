using OllamaSharp.Models.Chat;

namespace Interception.Server.Generation.Ollama;

/// <summary>The lines of a chat; one that is refused because of <c>think</c> is asked again without it, before anything has come.</summary>
/// <param name="ask">Asks, with what the model is told of thinking.</param>
/// <param name="think">What it is told first.</param>
/// <param name="isRefused">Whether a failure says that it cannot be told that.</param>
internal sealed class ChatLines(
    Func<ThinkValue?, IAsyncEnumerator<ChatResponseStream?>> ask,
    ThinkValue? think,
    Func<GenerationException, bool> isRefused) : IAsyncEnumerator<ChatResponseStream?>
{
    private IAsyncEnumerator<ChatResponseStream?> _lines = ask(think);

    public ChatResponseStream? Current => _lines.Current;

    public async ValueTask<bool> MoveNextAsync()
    {
        try
        {
            return await _lines.MoveNextAsync();
        }
        catch (GenerationException failure) when (isRefused(failure))
        {
            await _lines.DisposeAsync();
            _lines = ask(null);
            return await _lines.MoveNextAsync();
        }
    }

    public ValueTask DisposeAsync() => _lines.DisposeAsync();
}
