using System.Text.Json.Serialization;

namespace Interception.Server.Contracts;

/// <summary>Why a text was blocked; on the wire in kebab case.</summary>
[JsonConverter(typeof(KebabCaseEnum<TextCategory>))]
public enum TextCategory
{
    /// <summary>Symbols, names and greetings of hate movements.</summary>
    HateSymbols,

    /// <summary>Cruelty and threats.</summary>
    Violence,

    /// <summary>Sexual content.</summary>
    Sexual,

    /// <summary>The child may need help.</summary>
    SelfHarm,

    /// <summary>Names, addresses or numbers of real people.</summary>
    PersonalData,

    /// <summary>Anything else that does not belong in a workshop.</summary>
    Other,
}
