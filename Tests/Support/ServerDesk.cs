using Interception.Server.Runs;
using Interception.Server.Runs.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Support;

/// <summary>All commands on a server's runs in one class: those of callers, of a teacher, and the shutdown.</summary>
/// <remarks>In memory the stores answer at once, so blocking here is short.</remarks>
/// <param name="server">The services of the server.</param>
internal sealed class ServerDesk(IServiceProvider server)
{
    private readonly RunRegistry _runs = server.GetRequiredService<RunRegistry>();
    private readonly RunCommands _commands = server.GetRequiredService<RunCommands>();
    private readonly ClassControls _class = server.GetRequiredService<ClassControls>();
    private readonly GracefulShutdown _shutdown = server.GetRequiredService<GracefulShutdown>();

    public bool IsHeld => _class.IsHeld;

    public Run Start(RunSpec work, IdempotencyKey? key) => _commands.StartAsync(work, key).GetAwaiter().GetResult();

    public void Continue(string? id, string? text) => _commands.ContinueAsync(id, text).GetAwaiter().GetResult();

    public Task StopAsync(string? id) => _commands.StopAsync(id);

    public Run Find(string? id) => _runs.Find(id);

    public IReadOnlyList<RunSummary> List() => _runs.List();

    public void Hold() => _class.Hold();

    public void Release() => _class.Release();

    public Task StopAllAsync() => _class.StopAllAsync();

    public Task FinishAsync() => _shutdown.FinishAsync();

    public Task CloseAsync() => _shutdown.EndAsync();
}
