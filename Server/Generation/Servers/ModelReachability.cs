using Interception.Server.Generation.Ollama.Endpoints;
using Interception.Server.Generation.OpenAi;

namespace Interception.Server.Generation.Servers;

/// <summary>Whether a model can be asked at present, as far as known without asking it.</summary>
internal sealed class ModelReachability(EndpointMonitor watch, ProviderWatch providers)
{
    /// <summary>Whether a server that is up has the model.</summary>
    public bool CanUse(string model)
    {
        var name = ModelName.Parse(model);
        return name.Provider == ModelName.Local
            ? !watch.FirstRound.IsCompleted || watch.CanUse(name.Model)
            : name.Provider == ModelName.Practice || providers.CanUse(name);
    }
}
