using Interception.Client.Console.Connection;
using Interception.Server.Contracts;

namespace Interception.Client.Console.Measuring;

/// <summary>Tests whether text streams from a server, transport by transport.</summary>
internal sealed class SmokeTest(CommandContext surroundings, ServerAddress at)
{
    // Long enough for a network to recover, short enough for a script that waits.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly List<TransportKind> _streaming = [];
    private readonly List<string> _doubts = [];
    private readonly List<TransportBlockedException> _blocked = [];
    private RunRequest _request = SmokeIdea.Request;

    /// <summary>The result in one line.</summary>
    public string Result => string.Join(' ', Sentences);

    private IEnumerable<string> Sentences =>
    [
        $"OK every stage{(_doubts.Count > 0 ? " of which enough was written" : "")} streams ({string.Join(", ", _streaming)}).",
        .. _doubts,
        .. _blocked.Select(each => each.Message),
    ];

    /// <summary>Tests every transport that works; a blocked one is reported.</summary>
    /// <exception cref="CommandFailedException">Something does not stream, or no transport works.</exception>
    public async Task TryAllAsync(CancellationToken cancellationToken)
    {
        foreach (var transport in Enum.GetValues<TransportKind>())
        {
            try
            {
                await TryAsync(transport, cancellationToken);
            }
            catch (TransportBlockedException blocked)
            {
                _blocked.Add(blocked);
                await surroundings.Out.WriteLineAsync(blocked.Message);
            }
        }

        if (_streaming.Count == 0) throw ConnectionFailure.Blocked(at, _blocked);
    }

    /// <exception cref="TransportBlockedException">The transport does not work.</exception>
    /// <exception cref="CommandFailedException">A stage does not stream.</exception>
    public async Task TryAsync(TransportKind transport, CancellationToken cancellationToken)
    {
        var measured = await MeasureAsync(transport, cancellationToken);
        if (measured.TooShort.Count > 0 && _request != SmokeIdea.Longer)
        {
            _request = SmokeIdea.Longer;
            await surroundings.Out.WriteLineAsync("  That was too short to tell; asking for more text.");
            measured = await MeasureAsync(transport, cancellationToken);
        }
        _streaming.Add(transport);
        if (measured.TooShort is { Count: > 0 } tooShort)
            _doubts.Add($"{transport}: {string.Join(", ", tooShort.Select(stage => stage.Stage))} too short to tell.");
    }

    private async Task<MeasuredRun> MeasureAsync(TransportKind transport, CancellationToken cancellationToken)
    {
        await using var server = await ServerLink.OpenAsync(surroundings, at, transport, Patience, cancellationToken);
        await using var run = await server.StartAsync(_request, cancellationToken);
        await surroundings.Out.WriteLineAsync($"{transport}, voice {run.Started.Voice}");

        var measured = await MeasuredRun.MeasureAsync(run, surroundings.Time, cancellationToken);
        await FigureTable.WriteAsync(surroundings.Out, measured.Stages);
        if (server.Losses > 0) await surroundings.Out.WriteLineAsync($"  The connection was lost {server.Losses} times, and taken up again.");
        return measured.Complaint() is { } why ? throw new CommandFailedException($"{transport}: {why}") : measured;
    }
}
