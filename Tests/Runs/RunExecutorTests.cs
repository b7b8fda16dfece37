using Interception.Server.Contracts;
using Interception.Server.Pipeline;
using Interception.Server.Runs;
using Interception.Tests.Support;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Interception.Tests.Runs;

/// <summary>What comes to a worker at the same moment.</summary>
public class RunExecutorTests
{
    [Theory(Timeout = 30_000)]
    [InlineData(Codes.Blocked, Codes.Blocked)]
    [InlineData(Codes.SafetyUnavailable, Codes.Stopped)]
    [InlineData(Codes.ProviderInterrupted, Codes.Stopped)]
    public async Task A_stop_has_the_last_word_but_what_a_check_refused_stays_refused(string happens, string ends)
    {
        await using var app = new App();
        Run? run = null;
        var begin = new TaskCompletionSource();
        var stage = new StoppedStage(begin.Task, () => run!.Stop(Codes.Stopped), Endings.Exception(happens));
        await using var host = app.WithWebHostBuilder(host => host.ConfigureTestServices(
            services => services.RemoveAll<IStage>().AddSingleton<IStage>(stage)));
        var work = await host.Services.GetRequiredService<RunRequestReader>()
            .ReadAsync(new RunRequest { Text = "a blue bird" }, TestContext.Current.CancellationToken);
        run = new RunControls(host.Services).Start(work with { Plan = new RunPlan([Stage.PreInterception], null) });
        begin.SetResult();

        (await run.EndAsync()).Code.Should().Be(ends);
        (await run.WaitForAsync<StageEnd>()).Code.Should().Be(ends);
        var read = run.Pieces(Stage.PreInterception).FirstOrDefaultAsync(TestContext.Current.CancellationToken);
        if (ends == Codes.Blocked) (await ServerRuns.EndingOfAsync(() => read.AsTask())).Code.Should().Be(Codes.Blocked);
        else (await read).Should().Be("Something");
    }

    /// <summary>Is stopped by somebody in the very moment in which it ends otherwise.</summary>
    private sealed class StoppedStage(Task begin, Action stop, Exception ending) : IStage
    {
        public StageTraits Traits { get; } = new(Stage.PreInterception, Writes: false);

        public string? ModelFor(RunMaterial material) => null;

        public async Task<Outcome> RunAsync(RunMaterial material, IStageOutput output, CancellationToken cancellationToken)
        {
            await begin;
            output.Write("Something");
            stop();
            throw ending;
        }
    }
}
