using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Interception.Tests.Support;

/// <summary>Keeps every logged line.</summary>
public sealed class Log : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Category, string Line)> _lines = [];

    /// <summary>All lines so far, exceptions included.</summary>
    public IEnumerable<(LogLevel Level, string Category, string Line)> Lines => _lines;

    /// <summary>A logger for a part that a test creates itself.</summary>
    public ILogger<T> For<T>() => new LoggerFactory([this]).CreateLogger<T>();

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private sealed class Logger(Log log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            log._lines.Enqueue((logLevel, category, $"{formatter(state, exception)} {exception}"));
    }
}
