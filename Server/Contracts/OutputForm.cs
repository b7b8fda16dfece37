using System.Text.Json.Serialization;

namespace Interception.Server.Contracts;

/// <summary>The form of the finished piece.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OutputForm>))]
public enum OutputForm
{
    /// <summary>A short story.</summary>
    Story,

    /// <summary>A poem.</summary>
    Poem,

    /// <summary>The description of a picture.</summary>
    Picture,

    /// <summary>A sketch in code, with comments.</summary>
    Code,
}
