using Interception.Server.Contracts;

namespace Interception.Server.Classroom.Board;

/// <summary>What the server says of itself: who writes, its places and line, its model servers, what is missing.</summary>
internal interface IServerReport
{
    /// <summary>How it is at this moment.</summary>
    /// <returns>Without waits and speed, which the board adds.</returns>
    ClassHealth Read();
}
