using Interception.Server.Contracts;

namespace Interception.Server.Runs;

/// <summary>Whose runs are counted together.</summary>
/// <param name="Key">Tells one from another.</param>
/// <param name="MostActive">How many may wait or work at once; a paused one does neither.</param>
internal sealed record Account(string Key, int MostActive)
{
    /// <summary>Makes sure that one more may be active.</summary>
    /// <param name="runs">All there are.</param>
    /// <exception cref="EndingException"><c>rate_limited</c>.</exception>
    public void Admit(IEnumerable<Run> runs)
    {
        var active = runs.Count(run => run.Accounts.Any(account => account.Key == Key) && run.State is RunState.Waiting or RunState.Working);
        if (active >= MostActive) throw Endings.Exception(Codes.RateLimited);
    }
}
