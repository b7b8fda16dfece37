using Interception.Server.Classroom;

namespace Interception.Tests.Classroom;

/// <summary>Names in class.</summary>
public class NamePickerTests
{
    [Fact]
    public void A_thousand_children_have_a_thousand_names()
    {
        var taken = new HashSet<string>();
        for (var n = 0; n < 1_000; n++) taken.Add(NamePicker.Pick(taken)).Should().BeTrue();

        taken.Take(400).Should().OnlyContain(name => name.Split(' ').Length == 2, "there are more names than children in a school's hall");
    }
}
