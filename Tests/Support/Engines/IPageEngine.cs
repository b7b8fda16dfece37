using System.Text.Json;

namespace Interception.Tests.Support.Engines;

/// <summary>A browser other than Chromium with one tab. It types and presses as a person does.</summary>
public interface IPageEngine : IAsyncDisposable
{
    /// <summary>Opens an address, and waits until it is loaded.</summary>
    Task OpenAsync(Uri address);

    /// <summary>Loads the page again.</summary>
    Task ReloadAsync();

    /// <summary>Says what an expression of JavaScript comes to, a promise's result included.</summary>
    Task<JsonElement> EvaluateAsync(string expression);

    /// <summary>Types into a part of the page, by the name that outside checks use.</summary>
    Task TypeAsync(string name, string text);

    /// <summary>Presses a part of the page.</summary>
    Task PressAsync(string name);
}
