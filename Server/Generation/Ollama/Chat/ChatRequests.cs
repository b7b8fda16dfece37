using Interception.Server.Generation.Ollama.Wire;
using Microsoft.Extensions.Options;
using OllamaSharp.Models;
using OllamaSharp.Models.Chat;

namespace Interception.Server.Generation.Ollama.Chat;

/// <summary>Writes what is asked in Ollama's form.</summary>
internal sealed class ChatRequests(IOptions<OllamaOptions> options, PromptFrame frame)
{
    /// <summary>Asks for an answer, streamed.</summary>
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

    /// <summary>Asks for nothing but the model in memory.</summary>
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
