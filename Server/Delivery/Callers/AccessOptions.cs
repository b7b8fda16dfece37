using System.ComponentModel.DataAnnotations;

namespace Interception.Server.Delivery.Callers;

/// <summary>The access codes. Bound from the <c>Access</c> section.</summary>
internal sealed class AccessOptions
{
    /// <summary>A short code that the teacher shows, 4 to 64 letters and digits; case is ignored. Without one everybody on the network may come in.</summary>
    public string Code { get; set; } = "";

    /// <summary>A file that contains the code, instead of <see cref="Code"/>.</summary>
    public string CodeFile { get; set; } = "";

    /// <summary>A second code, 8 to 64 letters and digits, for the teacher's rights. Without one nobody has them.</summary>
    public string TeacherCode { get; set; } = "";

    /// <summary>A file that contains the teacher's code, instead of <see cref="TeacherCode"/>.</summary>
    public string TeacherCodeFile { get; set; } = "";

    /// <summary>How long a browser that has shown a code stays in. Default: 12 hours.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan StayFor { get; set; } = TimeSpan.FromHours(12);

    /// <summary>A folder for the keys that seal the cookies. With it codes and sessions survive a restart, and several nodes share them. Without one the keys are in memory.</summary>
    public string KeysFolder { get; set; } = "";
}
