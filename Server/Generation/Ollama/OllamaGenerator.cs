using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using OllamaSharp.Models.Chat;

namespace Interception.Server.Generation.Ollama;

/// <summary>Asks an Ollama server: is the model in memory, and then for the answer.</summary>
internal sealed class OllamaGenerator(
    ChatWire wire, ChatRequests requests, Thinking thinking, ModelLoads loads, AnswerReader reader, IOptions<OllamaOptions> options) : IGenerator
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

        using var answer = await OpenAsync(model, prompt, think, cancellationToken);
        await foreach (var piece in reader.ReadAsync(prompt, answer, cancellationToken)) yield return piece;
    }

    /// <summary>A call that is refused because of <c>think</c> is made again without it.</summary>
    private async ValueTask<StreamedAnswer> OpenAsync(ModelAt model, Prompt prompt, ThinkValue? think, CancellationToken cancellationToken)
    {
        try
        {
            return await wire.AskAsync(model.Endpoint, requests.Ask(prompt, model.Model, think), cancellationToken);
        }
        catch (GenerationException failure) when (thinking.IsRefused(model, think, failure))
        {
            return await wire.AskAsync(model.Endpoint, requests.Ask(prompt, model.Model, think: null), cancellationToken);
        }
        catch (GenerationException)
        {
            thinking.Forget(model);
            throw;
        }
    }
}
