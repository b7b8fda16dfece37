using System.Text.Json.Serialization;

namespace Interception.Server.Contracts;

/// <summary>Where a text was held up while it was written; on the wire in kebab case. The last two only a page can see.</summary>
[JsonConverter(typeof(KebabCaseEnum<SilencePlace>))]
public enum SilencePlace
{
    /// <summary>The run waited in the queue.</summary>
    Line,

    /// <summary>The model was loaded into memory.</summary>
    LoadingModel,

    /// <summary>The model read the prompt.</summary>
    Reading,

    /// <summary>The model thought.</summary>
    Thinking,

    /// <summary>The model wrote, and nothing more came of it.</summary>
    SlowModel,

    /// <summary>It lay in the server.</summary>
    Server,

    /// <summary>It lay in the store that several nodes share.</summary>
    Store,

    /// <summary>It was on its way: the network, or a proxy.</summary>
    Network,

    /// <summary>The page was hidden.</summary>
    HiddenTab,

    /// <summary>The page was busy.</summary>
    Page,
}
