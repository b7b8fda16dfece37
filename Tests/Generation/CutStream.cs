namespace Interception.Tests.Generation;

/// <summary>Bytes that arrive in two segments.</summary>
internal sealed class CutStream(byte[] bytes, int cut) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var left = (int)(Position < cut ? cut - Position : Length - Position);
        return ValueTask.FromResult(Read(buffer.Span[..Math.Min(left, buffer.Length)]));
    }
}
