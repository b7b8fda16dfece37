using Spectre.Console;

namespace Interception.Client.Console.Doctor.Reports;

/// <summary>Shows the progress: as a growing table on a live screen, else line by line, or nothing for a script.</summary>
internal sealed class ExaminationScreen(CommandContext surroundings, bool isPlain, bool isSilent)
{
    private readonly Table _table = new Table().AddColumns("measured", "so far");
    private readonly Dictionary<string, int> _rows = [];
    private readonly Lock _oneAtATime = new();
    private LiveDisplayContext? _live;

    /// <summary>Shows the screen while something runs.</summary>
    public Task<T> DuringAsync<T>(Func<Task<T>> work)
    {
        if (isSilent || isPlain || !surroundings.Erasable) return work();
        var terminal = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(surroundings.Out) });
        return terminal.Live(_table).AutoClear(true).StartAsync(live =>
        {
            _live = live;
            return work();
        });
    }

    /// <summary>Makes one measurement, and reports it before and after.</summary>
    public async Task<T> StepAsync<T>(string what, Func<Task<T>> measure, Func<T, string> said)
    {
        Show(what, "...");
        var measured = await measure();
        Show(what, said(measured));
        return measured;
    }

    private void Show(string what, string words)
    {
        lock (_oneAtATime)
        {
            if (isSilent) return;
            if (_live is null) surroundings.Out.WriteLine($"{what}: {words}");
            else Grow(_live, what, words);
        }
    }

    private void Grow(LiveDisplayContext live, string what, string words)
    {
        if (_rows.TryGetValue(what, out var row))
        {
            _table.UpdateCell(row, 1, Markup.Escape(words));
        }
        else
        {
            _rows[what] = _table.Rows.Count;
            _table.AddRow(Markup.Escape(what), Markup.Escape(words));
        }
        live.Refresh();
    }
}
