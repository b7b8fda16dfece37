using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Interception.Server.Contracts;

namespace Interception.Tests;

/// <summary>Holds the rule for names: plain, two words or more, the last one its kind.</summary>
public partial class TypeNameTests(ITestOutputHelper output)
{
    private static readonly Assembly[] Product =
        [typeof(Server.Runs.Run).Assembly, typeof(Codes).Assembly, typeof(Client.Console.CommandLine).Assembly];

    [Fact]
    public void Fewer_than_one_type_name_in_ten_is_a_single_word()
    {
        var names = Types().Select(type => type.Name).Distinct().ToList();
        var single = names.Where(name => WordsOf(name) == 1).Order(StringComparer.Ordinal).ToList();

        output.WriteLine($"{single.Count} of {names.Count} type names are one word ({100.0 * single.Count / names.Count:0.0} %), " +
            $"{names.Average(WordsOf):0.00} words a name: {string.Join(", ", single)}");
        single.Count.Should().BeLessThan(names.Count / 10);
    }

    [Fact]
    public void No_simple_name_means_two_types() =>
        Types().Where(type => !type.IsNested).GroupBy(type => type.Name).Where(same => same.Count() > 1)
            .Select(same => string.Join(" and ", same.Select(type => type.FullName))).Should().BeEmpty();

    private static IEnumerable<Type> Types() => Product.SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.Namespace?.StartsWith("Interception", StringComparison.Ordinal) == true && IsWritten(type));

    private static bool IsWritten(Type type) => !type.Name.Contains('<') && !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) &&
        type.GetCustomAttributesData().All(attribute => attribute.AttributeType.Name != "GeneratedCodeAttribute") &&
        (type.DeclaringType is not { } outer || IsWritten(outer));

    private static int WordsOf(string name) => Words().Matches(Interface().Replace(name.Split('`')[0], "")).Count;

    [GeneratedRegex("^I(?=[A-Z][a-z])")]
    private static partial Regex Interface();

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z][a-z0-9]*")]
    private static partial Regex Words();
}
