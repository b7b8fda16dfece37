using Interception.Server.Generation.Ollama.Wire;
using Microsoft.Extensions.Options;
using OllamaSharp.Models;
using OllamaSharp.Models.Chat;

namespace Interception.Server.Generation.Ollama.Chat;

/// <summary>Writes prompts as Ollama requests.</summary>
internal sealed class ChatRequests(IOptions<OllamaOptions> options, PromptFrame frame)
{
    /// <summary>Creates a request for a streamed answer.</summary>
    public ChatRequest Create(ModelPrompt prompt, string model, ThinkValue? think) => new()
    {
        Model = model,
        Messages = [.. MessagesOf(prompt)],
        Options = JobOptions.For(prompt.Job, thinks: ThinkOptions.IsOn(think), options.Value.ContextLength),
        KeepAlive = options.Value.KeepAlive,
        Format = prompt.Format,
        Think = think,
        Stream = true,
    };

    /// <summary>Creates a request that only loads the model.</summary>
    public ChatRequest Load(string model) => new()
    {
        Model = model,
        Messages = [],
        Options = new RequestOptions { NumCtx = options.Value.ContextLength },
        KeepAlive = options.Value.KeepAlive,
        Stream = false,
    };

    private IEnumerable<Message> MessagesOf(ModelPrompt prompt) => prompt.Turns is { } turns
        ? turns.Select((turn, n) => new Message(n % 2 == 0 ? ChatRole.User : ChatRole.Assistant, turn))
        : [new(ChatRole.System, prompt.Instructions), new(ChatRole.User, frame.Render(prompt.Parts))];
}
