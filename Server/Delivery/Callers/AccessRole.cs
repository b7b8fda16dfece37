namespace Interception.Server.Delivery.Callers;

/// <summary>The role of a code; each role may do everything that those before it may.</summary>
internal enum AccessRole { Nobody, Pupil, Teacher }
