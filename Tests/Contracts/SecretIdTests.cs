using Interception.Server.Contracts;

namespace Interception.Tests.Contracts;

public class SecretIdTests
{
    [Fact]
    public void Each_is_another_and_fits_into_an_address()
    {
        var ids = Enumerable.Range(0, 1_000).Select(_ => SecretId.New()).ToList();

        ids.Should().OnlyHaveUniqueItems().And.OnlyContain(id => SecretId.IsOne(id) && Uri.EscapeDataString(id) == id);
    }

    [Theory, InlineData(null), InlineData(""), InlineData("AAAAAAAAAAAAAAAAAAAAA"), InlineData("AAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAA/A"), InlineData("AAAAAAAAAAAAAAAAAAAAÄA")]
    public void What_has_another_form_is_none(string? text) => SecretId.IsOne(text).Should().BeFalse();
}
