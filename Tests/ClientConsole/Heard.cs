using Interception.Server.Contracts;

namespace Interception.Tests.ClientConsole;

/// <summary>What a hub was told, and what a test waits for.</summary>
internal sealed class Heard
{
    public RunRequest? Request { get; set; }

    public List<string> Keys { get; } = [];

    public string? Revised { get; set; }

    public TaskCompletionSource Continued { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Watched { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource LeftAlone { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
