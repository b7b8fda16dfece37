using Interception.Server.Contracts;
using Interception.Server.Runs;
using Interception.Server.Runs.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Support;

/// <summary>All commands on a server's runs in one class: those of callers, of a teacher, and the shutdown.</summary>
/// <remarks>In memory the stores answer at once, so blocking here is short.</remarks>
/// <param name="server">The services of the server.</param>
internal sealed class RunControls(IServiceProvider server)
{
    private readonly RunCommands _commands = server.GetRequiredService<RunCommands>();
    private readonly RunKeeper _keeper = server.GetRequiredService<RunKeeper>();
    private readonly RunAttendance _attendance = server.GetRequiredService<RunAttendance>();
    private readonly ClassControls _class = server.GetRequiredService<ClassControls>();
    private readonly GracefulShutdown _shutdown = server.GetRequiredService<GracefulShutdown>();

    public bool IsHeld => _class.IsHeld;

    /// <summary>Starts a run without a key: the live object, also of a run that is over before anybody could look for it.</summary>
    public Run Start(RunSpec work) => _commands.StartAsync(SecretId.New(), work).GetAwaiter().GetResult();

    public RunRecord Start(RunSpec work, IdempotencyKey? key) => _commands.StartAsync(work, key).GetAwaiter().GetResult();

    public void Continue(string? id, string? text) => _commands.ContinueAsync(id, text).GetAwaiter().GetResult();

    public Task StopAsync(string? id) => _commands.StopAsync(id);

    public RunRecord Find(string? id) => _keeper.FindAsync(id).AsTask().GetAwaiter().GetResult();

    /// <summary>What a run does at the moment, as a teacher sees it.</summary>
    public RunState StateOf(string id) => List().Single(run => run.Id == id).State;

    /// <summary>Whether nobody attends a run.</summary>
    public bool IsUnread(string id) => _attendance.Find(id)!.IsEmpty;

    public IReadOnlyList<RunSummary> List() => _class.ListAsync().AsTask().GetAwaiter().GetResult();

    public void Hold() => _class.Hold();

    public void Release() => _class.Release();

    public Task StopAllAsync() => _class.StopAllAsync();

    public Task FinishAsync() => _shutdown.FinishAsync();

    public Task CloseAsync() => _shutdown.EndAsync();
}
