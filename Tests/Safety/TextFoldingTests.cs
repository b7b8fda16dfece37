using Interception.Server.Safety.Reading;

namespace Interception.Tests.Safety;

public sealed class TextFoldingTests
{
    [Theory]
    [InlineData("", " ")]
    [InlineData(" \t\r\n", " ")]
    [InlineData("Heil  dem\nFISCH!", " heil dem fisch ")]
    [InlineData("Straße, STRASSE, STRAẞE", " strasse strasse strasse ")]
    [InlineData("Köln, Ko\u0308ln", " koln koln ")]
    [InlineData("İstanbul", " istanbul ")]
    [InlineData("ﬁnal ½", " final 1 2 ")]
    [InlineData("a\u200Bb\u0000c\uE000d\uD800e", " abcde ")]
    [InlineData("a\tb\u0085c\u2029d", " a b c d ")]
    [InlineData("猫と月", " 猫と月 ")]
    public void Words_stand_plain_and_small_between_single_spaces(string text, string words) =>
        TextFolding.Words(text).Should().Be(words);

    [Fact]
    public void Folding_twice_changes_nothing()
    {
        var random = new Random(86);
        for (var i = 0; i < 2_000; i++)
        {
            var once = TextFolding.Words(new string([.. Enumerable.Range(0, 40).Select(_ => (char)random.Next(0x10000))]));
            TextFolding.Words(once).Should().Be(once);
        }
    }
}
