using System.Text.Json.Serialization;

namespace Interception.Server.Contracts;

/// <summary>A text for which a request may name another language.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TranslatedText>))]
public enum TranslatedText
{
    /// <summary>The idea, into <see cref="RunRequest.TranslateTo"/>.</summary>
    Idea,

    /// <summary>The interception, into <see cref="RunRequest.TranslateOutputTo"/>.</summary>
    Interception,
}
