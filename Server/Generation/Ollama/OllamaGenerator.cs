using System.Runtime.CompilerServices;
using Interception.Server.Generation.Breakers;
using Interception.Server.Generation.Ollama.Chat;
using Interception.Server.Generation.Ollama.Models;
using Interception.Server.Generation.Ollama.Wire;
using Interception.Server.Generation.Streaming;
using Microsoft.Extensions.Options;
using OllamaSharp.Models.Chat;

namespace Interception.Server.Generation.Ollama;

/// <summary>Asks an Ollama server: loads the model if needed, then asks for the answer.</summary>
internal sealed class OllamaGenerator(
    ChatWire wire, ChatRequests requests, ThinkOptions thinking, ModelLoads loads, AnswerReader reader, IOptions<OllamaOptions> options) : IGenerator
{
    public async IAsyncEnumerable<GenerationPiece> StreamAsync(
        ModelPrompt prompt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var model = new OllamaModel(prompt.Endpoint ?? options.Value.Endpoints[0], ModelName.Parse(prompt.Model).Model);
        var think = await thinking.ForAsync(model, prompt.Think, cancellationToken);
        if (await loads.NeededAsync(model, cancellationToken))
        {
            yield return new(PieceKind.Loading);
            await loads.LoadAsync(model, StageAttempt.Current?.Slot, cancellationToken);
            yield return new(PieceKind.Loaded);
        }

        using var answer = await OpenAsync(model, prompt, think, cancellationToken);
        await foreach (var piece in reader.ReadAsync(prompt, answer, cancellationToken)) yield return piece;
    }

    /// <summary>A call refused because of <c>think</c> is repeated without it.</summary>
    private async ValueTask<StreamedAnswer> OpenAsync(OllamaModel model, ModelPrompt prompt, ThinkValue? think, CancellationToken cancellationToken)
    {
        try
        {
            return await wire.AskAsync(model.Endpoint, requests.Create(prompt, model.Model, think), cancellationToken);
        }
        catch (GenerationException failure) when (thinking.IsRefused(model, think, failure))
        {
            return await wire.AskAsync(model.Endpoint, requests.Create(prompt, model.Model, think: null), cancellationToken);
        }
        catch (GenerationException)
        {
            thinking.Forget(model);
            throw;
        }
    }
}
