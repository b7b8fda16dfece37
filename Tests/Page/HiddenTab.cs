namespace Interception.Tests.Page;

/// <summary>A tab that can be put into the background and brought back.</summary>
internal static class HiddenTab
{
    /// <summary>What a browser does to a tab in the background: no frames, and it says so. <c>hideTab(true)</c> puts it there.</summary>
    public const string Script = """
        (() => {
          const frame = window.requestAnimationFrame.bind(window);
          let hidden = false;
          let waiting = [];
          window.requestAnimationFrame = callback => hidden ? waiting.push(callback) : frame(callback);
          Object.defineProperty(document, 'hidden', { get: () => hidden });
          Object.defineProperty(document, 'visibilityState', { get: () => hidden ? 'hidden' : 'visible' });
          window.hideTab = hide => {
            hidden = hide;
            document.dispatchEvent(new Event('visibilitychange'));
            if (!hide) { waiting.forEach(frame); waiting = []; }
          };
        })();
        """;
}
