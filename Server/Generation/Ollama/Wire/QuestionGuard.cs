using Interception.Server.Generation.Streaming;

namespace Interception.Server.Generation.Ollama.Wire;

/// <summary>Guards a question with a short answer, which is read whole within the question's time limit.</summary>
internal sealed class QuestionGuard(HttpMessageHandler wire, CallTimeout clock, CancellationToken call) : OllamaGuard(wire, clock, call)
{
    private const int LongestAnswer = 16 * 1024 * 1024;

    protected override async ValueTask AdmitAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        await response.Content.LoadIntoBufferAsync(LongestAnswer, cancellationToken);
}
