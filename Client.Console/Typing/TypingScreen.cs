using Interception.Server.Contracts;

namespace Interception.Client.Console.Typing;

/// <summary>The person's screen: headings, growing texts, and notes that never interrupt a line of text.</summary>
/// <param name="surroundings">The output.</param>
/// <param name="isPlain">Writes line by line and erases nothing.</param>
internal sealed class TypingScreen(CommandContext surroundings, bool isPlain = false)
{
    // Clears window and scrollback: the number of rows of a text is unknown, and all of it must go.
    private const string Erase = "\e[H\e[2J\e[3J";
    private const string EraseLine = "\r\e[2K";

    private readonly Lock _oneAtATime = new();
    private readonly bool _isLive = surroundings.Erasable && !isPlain;
    private bool _lineIsEmpty = true;
    private bool _showsStatus;
    private string? _lastStatus;

    public void Heading(int number, Stage stage) => Line($"{Environment.NewLine}{number} · {StageWords.For(stage)}");

    public void Text(string piece)
    {
        lock (_oneAtATime)
        {
            ClearStatus();
            var shown = WithoutCommands(piece);
            surroundings.Out.Write(shown);
            if (shown.Length > 0) _lineIsEmpty = shown[^1] == '\n';
        }
    }

    /// <summary>Writes a note that may be left out, which happens in the middle of a line. On a live screen the next note replaces it.</summary>
    public void Status(string words)
    {
        lock (_oneAtATime)
        {
            if (!_lineIsEmpty || words == _lastStatus) return;
            ClearStatus();
            _lastStatus = words;
            _showsStatus = _isLive;
            if (_isLive) surroundings.Out.Write($"({words})");
            else surroundings.Out.WriteLine($"({words})");
        }
    }

    /// <summary>Reports that the connection is lost or restored; not among the text, which continues unchanged.</summary>
    public void Connection(bool isThere)
    {
        lock (_oneAtATime)
        {
            // Output and error output may be the same terminal.
            if (!_lineIsEmpty && surroundings.Erasable) surroundings.Error.WriteLine();
            surroundings.Error.WriteLine(isThere ? "(connected again)" : "(the connection is gone and is being looked for)");
        }
    }

    public void Line(string words)
    {
        lock (_oneAtATime)
        {
            EndLine();
            surroundings.Out.WriteLine(words);
        }
    }

    public void EndLine()
    {
        lock (_oneAtATime)
        {
            ClearStatus();
            if (!_lineIsEmpty) surroundings.Out.WriteLine();
            _lineIsEmpty = true;
        }
    }

    /// <summary>Erases what was shown, as far as this screen can.</summary>
    public void Retract()
    {
        if (_isLive) surroundings.Out.Write(Erase);
        Line("(this text was taken back)");
    }

    /// <returns>The typed line; null for an empty one.</returns>
    public async Task<string?> AskAsync(string question, CancellationToken cancellationToken)
    {
        Line(question);
        // A terminal's reader blocks and cannot be cancelled; the process may end while it waits.
        var answer = await Task.Run(surroundings.In.ReadLine, cancellationToken).WaitAsync(cancellationToken);
        return string.IsNullOrWhiteSpace(answer) ? null : answer;
    }

    // Control characters are removed: a text must not move the cursor or change colours.
    private static string WithoutCommands(string piece) =>
        string.Concat(piece.Where(c => c is '\n' or '\t' || !char.IsControl(c)));

    private void ClearStatus()
    {
        if (_showsStatus) surroundings.Out.Write(EraseLine);
        _showsStatus = false;
        _lastStatus = null;
    }
}
