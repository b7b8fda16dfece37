namespace Interception.Server.Generation.Reports;

/// <summary>Tells the operator about every failed call, once, and remembers what must be changed.</summary>
internal sealed partial class CallReports(RefusedCalls refused, QueueWatch queue, CallMetrics metrics, ILogger<CallReports> logger)
{
    /// <inheritdoc cref="CallMetrics.Begin"/>
    public ModelCall Begin(ModelPrompt prompt, Uri? server) => metrics.Begin(prompt, server);

    /// <summary>Reports a failed call. Afterwards the failure's message may be shown to anybody.</summary>
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

    /// <summary>Reports a call that was answered to its end.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="server">The server that answered.</param>
    /// <param name="figures">The server's own figures.</param>
    /// <param name="thought">Whether the model thought first.</param>
    public void Answered(ModelPrompt prompt, string server, ModelUsage figures, bool thought)
    {
        refused.Answered(server, ModelName.Parse(prompt.Model));
        // Ollama writes thoughts before a schema in a round of its own, which its figures leave out.
        if (!(thought && prompt.Format is not null)) queue.Answered(server, figures);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A call to {Provider} for {Model} failed ({Failure}, status {Status}): {Words}")]
    private partial void LogFailed(string provider, string model, GenerationFailure failure, int? status, string words);
}
