using Deque.AxeCore.Commons;

namespace Interception.Tests.Support;

/// <summary>Looks at a page with axe, for those who see, hear or move in another way.</summary>
/// <remarks>axe itself is brought to a page once, however often it looks; our pages have no frames that it would have to enter.
/// What lies behind an open dialog is out of reach, and is looked at while there is none.</remarks>
internal static class AxeLook
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    private const string Search = """
        async rules => (await axe.run(document.querySelector('dialog:modal') ?? document, {
          runOnly: rules.length ? { type: 'rule', values: rules } : undefined,
          resultTypes: ['violations'], iframes: false, preload: false,
        })).violations.map(({ help, nodes }) => `${help}: ${nodes.map(node => node.html).join(', ')}`)
        """;

    /// <summary>Expects that axe finds nothing.</summary>
    /// <param name="visitor">Whose page it looks at.</param>
    /// <param name="rules">The rules that it looks for; none for all.</param>
    public static async Task AxeFindsNothingAsync(this Visitor visitor, params string[] rules)
    {
        if (!await visitor.Page.EvaluateAsync<bool>("() => 'axe' in window")) await visitor.Page.EvaluateAsync(Script);
        (await visitor.Page.EvaluateAsync<string[]>(Search, rules)).Should().BeEmpty();
    }
}
