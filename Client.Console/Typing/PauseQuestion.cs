using Interception.Client.Console.Connection;
using Interception.Server.Contracts;

namespace Interception.Client.Console.Typing;

/// <summary>Asks the person at the pause how to continue.</summary>
/// <param name="run">The paused run.</param>
/// <param name="screen">Where the person is asked.</param>
/// <param name="asks">Whether a person is there; otherwise the run continues unrevised.</param>
internal sealed class PauseQuestion(RemoteRun run, TypingScreen screen, bool asks)
{
    /// <exception cref="EndingException">The server refused for good.</exception>
    public async Task AnswerAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var revised = asks
                    ? await screen.AskAsync("Press Enter to go on, or type the text to go on with:", cancellationToken)
                    : null;
                await run.ContinueAsync(revised, cancellationToken);
                return;
            }
            catch (EndingException refusal) when (asks && LeavesThePause(refusal.Code))
            {
                screen.Line($"{refusal.Message} ({refusal.Code})");
            }
        }
    }

    private static bool LeavesThePause(string code) => code is Codes.Busy or Codes.RateLimited or Codes.InvalidRequest;
}
