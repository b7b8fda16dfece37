namespace Interception.Server.Generation.Reports;

/// <summary>Tells the operator of every call that failed, once, and remembers what has to be changed.</summary>
internal sealed partial class CallReports(RefusedCalls refused, QueueWatch queue, CallMetrics metrics, ILogger<CallReports> logger)
{
    /// <inheritdoc cref="CallMetrics.Begin"/>
    public ModelCall Begin(ModelPrompt prompt, Uri? server) => metrics.Begin(prompt, server);

    /// <summary>A call failed. Afterwards the failure's message may be shown to anybody.</summary>
    public void Failed(ModelPrompt prompt, string server, GenerationException failure)
    {
        if (failure.Failure == GenerationFailure.Loading) return;
        var asked = new AskedWords(prompt);
        var sentence = asked.Without(failure.Words ?? failure.Message);
        failure.Shown ??= asked.Without(failure.Message);
        if (failure.IsTold) return;
        failure.IsTold = true;
        refused.Failed(server, ModelName.Parse(prompt.Model), failure);
        LogFailed(server, ModelName.Parse(prompt.Model).Model, failure.Failure, failure.Status, sentence);
    }

    /// <summary>A call was answered to its end.</summary>
    /// <param name="prompt">What was asked.</param>
    /// <param name="server">Who answered.</param>
    /// <param name="figures">What the server says of its work.</param>
    /// <param name="thought">Whether thoughts came first.</param>
    public void Answered(ModelPrompt prompt, string server, ModelUsage figures, bool thought)
    {
        refused.Answered(server, ModelName.Parse(prompt.Model));
        // Thoughts in front of a form are written in a round of their own, which Ollama leaves out of its figures.
        if (!(thought && prompt.Format is not null)) queue.Answered(server, figures);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A call to {Provider} for {Model} failed ({Failure}, status {Status}): {Words}")]
    private partial void LogFailed(string provider, string model, GenerationFailure failure, int? status, string words);
}
