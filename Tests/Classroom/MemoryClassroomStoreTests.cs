using Interception.Server.Classroom.Store;

namespace Interception.Tests.Classroom;

/// <summary>The class in memory.</summary>
public class MemoryClassroomStoreTests() : ClassroomStoreContract(new MemoryClassroomStore());
