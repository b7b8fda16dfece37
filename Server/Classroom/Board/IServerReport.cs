using Interception.Server.Contracts;

namespace Interception.Server.Classroom.Board;

/// <summary>What the server reports about itself: its voice, slots, queue, model servers, and what is missing.</summary>
internal interface IServerReport
{
    /// <summary>The report as it is now.</summary>
    /// <returns>The report without waits and speed, which the board adds.</returns>
    ClassHealth Read();
}
