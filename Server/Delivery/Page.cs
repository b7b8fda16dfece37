using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Interception.Server.Delivery;

/// <summary>Serves the page that the build has put beside the server.</summary>
internal static class Page
{
    public static void UsePage(this WebApplication app)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "page");
        if (!Directory.Exists(folder)) return;
        var files = new PhysicalFileProvider(folder);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = Label });
    }

    /// <summary>Hashed assets never change; the page itself is asked for anew, and gives out the session.</summary>
    private static void Label(StaticFileResponseContext file)
    {
        var isAsset = file.Context.Request.Path.StartsWithSegments("/assets");
        file.Context.Response.Headers.CacheControl = isAsset ? "public, max-age=31536000, immutable" : "no-cache";
        if (!isAsset) Sessions.Of(file.Context);
    }
}
