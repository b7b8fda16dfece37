using Interception.Server.Delivery.Callers;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Interception.Server.Hosting;

/// <summary>Serves the page that the build put beside the server.</summary>
internal static class PageFiles
{
    private const string Assets = "/assets";
    private static readonly PathString[] TeachersPages = ["/teacher", "/wall"];

    /// <summary>Compresses assets and nothing else: streams must not wait, and the length of a compressed secret could reveal it.</summary>
    public static IServiceCollection AddPage(this IServiceCollection services) => services.AddResponseCompression(compression =>
    {
        compression.EnableForHttps = true;
        compression.MimeTypes = ["text/javascript", "text/css", "image/svg+xml"];
    });

    public static void UsePage(this WebApplication app)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "page");
        if (!Directory.Exists(folder)) return;
        var files = new PhysicalFileProvider(folder);
        app.UseWhen(IsAsset, assets => assets.UseResponseCompression());
        // The teacher's pages are files of their own; their addresses have no file extension.
        app.Use((http, next) =>
        {
            if (Array.Exists(TeachersPages, page => http.Request.Path == page)) http.Request.Path += ".html";
            return next(http);
        });
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = Label });
    }

    private static bool IsAsset(HttpContext http) => http.Request.Path.StartsWithSegments(Assets);

    /// <summary>Hashed assets never change. The page itself is requested each time, and its response sets the session cookie.</summary>
    private static void Label(StaticFileResponseContext file)
    {
        var isAsset = IsAsset(file.Context);
        file.Context.Response.Headers.CacheControl = isAsset ? "public, max-age=31536000, immutable" : "no-cache";
        if (!isAsset) file.Context.RequestServices.GetRequiredService<SessionCookie>().Give(file.Context);
    }
}
