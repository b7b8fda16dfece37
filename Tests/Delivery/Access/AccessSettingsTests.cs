using System.Net;
using Interception.Server.Delivery.Access;
using Interception.Tests.Support;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interception.Tests.Delivery.Access;

/// <summary>What an operator may say about codes, and what outlives a restart.</summary>
public sealed class AccessSettingsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("interception-");

    [Theory]
    [InlineData("abc", "", "Access:Code must be 4 to 64 letters and digits without accents.")]
    [InlineData("a b c d", "", "Access:Code must be 4 to 64 letters and digits without accents.")]
    [InlineData("grüne", "", "Access:Code must be 4 to 64 letters and digits without accents.")]
    [InlineData("", "short12", "Access:TeacherCode must be 8 to 64 letters and digits without accents.")]
    [InlineData("Lighthouse", "lighthouse", "Access:Code and Access:TeacherCode are the same, but must be two.")]
    public void A_code_that_is_none_stops_the_start_with_one_line_that_does_not_show_it(string code, string teacher, string why) =>
        Starting(("Access:Code", code), ("Access:TeacherCode", teacher)).Should().Throw<OptionsValidationException>().WithMessage(why);

    [Fact(Timeout = 30_000)]
    public async Task Codes_come_from_files_as_well()
    {
        await using var app = new App(null, ("Access:CodeFile", Written("code", "meadow\n")), ("Access:TeacherCodeFile", Written("teacher", "lighthouse")));
        using var http = app.CreateClient();

        (await http.ShowAsync("meadow")).StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await http.ShowAsync("lighthouse")).StatusCode.Should().Be(HttpStatusCode.NoContent);
    }

    [Fact]
    public void A_file_that_says_nothing_stops_the_start_and_does_not_open_the_door()
    {
        Starting(("Access:CodeFile", Written("empty", " \n"))).Should().Throw<OptionsValidationException>()
            .WithMessage("Access:CodeFile is '*empty', which is empty.");
        Starting(("Access:TeacherCodeFile", "/nowhere")).Should().Throw<OptionsValidationException>()
            .WithMessage("Access:TeacherCodeFile is '/nowhere', which cannot be read.");
    }

    [Fact]
    public void A_folder_that_cannot_be_written_stops_the_start() =>
        Starting(("Access:Code", "meadow"), ("Access:KeysFolder", Written("file", ""))).Should().Throw<OptionsValidationException>()
            .WithMessage("Access:KeysFolder is '*file', which cannot be written.");

    [Fact]
    public void A_folder_whose_keys_cannot_be_read_stops_the_start_and_not_the_page_later()
    {
        Written("key-5e3f1f0a-0000-0000-0000-000000000000.xml", "<key id=");

        Starting(("Access:KeysFolder", _folder.FullName)).Should().Throw<OptionsValidationException>()
            .WithMessage("Access:KeysFolder is '*', whose keys cannot be read*");
    }

    [Theory(Timeout = 30_000)]
    [InlineData(true, "meadow", HttpStatusCode.OK)]
    [InlineData(true, "forest", HttpStatusCode.Unauthorized)]
    [InlineData(false, "meadow", HttpStatusCode.Unauthorized)]
    public async Task With_a_folder_for_keys_a_restart_locks_nobody_out_unless_the_code_is_another(bool isFolder, string later, HttpStatusCode status)
    {
        var folder = isFolder ? Path.Combine(_folder.FullName, "keys") : "";
        var cookie = "";
        foreach (var code in new[] { "meadow", later })
        {
            await using var app = new App(null, ("Access:Code", code), ("Access:KeysFolder", folder));
            using var http = app.CreateClient(new WebApplicationFactoryClientOptions { HandleCookies = false });
            if (cookie.Length == 0) cookie = AccessGuardTests.Cookie(await http.ShowAsync(code));
            else (await AccessGuardTests.PresetsAsync(http, cookie)).Should().Be(status);
        }
    }

    [Fact]
    public void Equal_codes_are_equal_however_a_tablet_writes_them()
    {
        AccessCodes.AreEqual("meadow", "Meadow ").Should().BeTrue();
        AccessCodes.AreEqual("meadow", "meadows").Should().BeFalse();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Action Starting(params (string Key, string Value)[] settings) => () => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build())
        .AddDoor().BuildServiceProvider().GetRequiredService<IStartupValidator>().Validate();

    private string Written(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
