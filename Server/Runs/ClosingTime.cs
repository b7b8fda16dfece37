namespace Interception.Server.Runs;

/// <summary>Closes the desk when the server is told to go, before connections are cut.</summary>
internal sealed class ClosingTime(RunDesk desk, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(desk.Close);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
