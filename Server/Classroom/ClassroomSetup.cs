using Interception.Server.Classroom.Board;
using Interception.Server.Classroom.Looking;
using Interception.Server.Classroom.Store;
using Interception.Server.Runs;

namespace Interception.Server.Classroom;

/// <summary>Registers the class: its children, the teacher's controls, and the feeds.</summary>
internal static class ClassroomSetup
{
    public static IServiceCollection AddClassroom(this IServiceCollection services) => services
        .AddSingleton<IClassroomStore, MemoryClassroomStore>()
        .AddSingleton<ClassroomChanges>()
        .AddSingleton<ClassroomMembers>()
        .AddSingleton<ClassroomPages>()
        .AddSingleton<ClassroomViewers>()
        .AddSingleton<ClassroomFeed>()
        .AddSingleton<WallFeed>()
        .AddSingleton<LookSessions>()
        .AddSingleton<LookFeed>()
        .AddSingleton<WaitFigures>()
        .AddSingleton<HealthReader>()
        .AddSingleton<ClassBoard>()
        .AddSingleton<BoardFeed>()
        .AddSingleton<LessonControls>()
        .AddSingleton<IRunObserver, ClassroomObserver>()
        .AddSingleton<IRunAdmission, PieceLimiter>()
        .AddHostedService<LessonKeeper>()
        .AddHostedService<PageUpkeep>();
}
