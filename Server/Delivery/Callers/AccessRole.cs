namespace Interception.Server.Delivery.Callers;

/// <summary>Whose code a caller has shown; each role may do what those before it may.</summary>
internal enum AccessRole { Nobody, Pupil, Teacher }
