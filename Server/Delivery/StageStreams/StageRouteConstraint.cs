using System.Globalization;
using System.Text.RegularExpressions;
using Interception.Server.Contracts;
using Interception.Server.Runs;

namespace Interception.Server.Delivery.StageStreams;

/// <summary>The part of a path that names a stage by its number: <c>stage1</c>, <c>stage2</c> and so on.</summary>
internal sealed partial class StageRouteConstraint : IRouteConstraint
{
    /// <summary>The name of the constraint in route templates.</summary>
    public const string Name = "stage";

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values[routeKey] is string part && httpContext is not null && Find(httpContext.RequestServices.GetRequiredService<RunPlanner>(), part) is not null;

    /// <summary>The stage with this number; null for none.</summary>
    public static Stage? Find(RunPlanner plans, string part) =>
        Numbered.Match(part) is { Success: true } match ? plans.Numbered(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)) : null;

    [GeneratedRegex(@"^stage([1-9][0-9]?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered { get; }
}
