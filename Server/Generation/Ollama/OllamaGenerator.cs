using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Options;
using OllamaSharp.Models.Chat;

namespace Interception.Server.Generation.Ollama;

/// <summary>Asks an Ollama server: is the model in memory, and then for the answer.</summary>
internal sealed class OllamaGenerator(
    OllamaWire wire, ChatRequests requests, Thinking thinking, ModelLoads loads, IOptions<OllamaOptions> options) : IGenerator
{
    public async IAsyncEnumerable<Generated> StreamAsync(
        Prompt prompt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var model = new ModelAt(prompt.Endpoint ?? options.Value.Endpoints[0], ModelName.Parse(prompt.Model).Model);
        var think = await thinking.ForAsync(model, prompt.Think, cancellationToken);
        if (await loads.NeededAsync(model, cancellationToken))
        {
            yield return new(GeneratedKind.Loading);
            await loads.LoadAsync(model, cancellationToken);
            yield return new(GeneratedKind.Loaded);
        }

        await using var lines = new ChatLines(
            told => wire.ForAnswer(model.Endpoint, cancellationToken)
                .ChatAsync(requests.Ask(prompt, model.Model, told), cancellationToken).GetAsyncEnumerator(cancellationToken),
            think,
            failure => thinking.IsRefused(model, think, failure));
        var pieces = new AnswerPieces();
        while (await NextAsync(lines, model))
        {
            var line = lines.Current!;
            foreach (var piece in pieces.Of(line.Message?.Thinking, line.Message?.Content, line.Done))
            {
                yield return piece;
            }

            if (line is ChatDoneResponseStream last)
            {
                yield return pieces.End(last.DoneReason, AnswerFigures.Of(last));
                yield break;
            }
        }

        // OllamaSharp ends in silence when its token is cancelled between two lines.
        cancellationToken.ThrowIfCancellationRequested();
        throw new GenerationException(GenerationFailure.Truncated, "The answer ended without 'done'.");
    }

    private async ValueTask<bool> NextAsync(IAsyncEnumerator<ChatResponseStream?> lines, ModelAt model)
    {
        try
        {
            return await lines.MoveNextAsync();
        }
        catch (GenerationException)
        {
            thinking.Forget(model);
            throw;
        }
        catch (JsonException garbled)
        {
            throw new GenerationException(GenerationFailure.Interrupted, "A line of the answer cannot be read.", garbled);
        }
    }
}
