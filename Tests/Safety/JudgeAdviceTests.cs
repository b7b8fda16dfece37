using Interception.Server.Safety.Judging;

namespace Interception.Tests.Safety;

/// <summary>What an operator is told to do about a judge that has failed.</summary>
public class JudgeAdviceTests
{
    [Theory]
    [InlineData("local/gpt-oss:20b", "gpt-oss:20b", "*`ollama pull gpt-oss-safeguard:20b` (14 GB)*")]
    [InlineData("local/qwen3:8b", "qwen3:8b", "*`ollama pull llama-guard3:8b` (4.9 GB)*")]
    [InlineData("local/qwen3:0.6b", "qwen3:0.6b", "*`ollama pull llama-guard3:1b` (1.6 GB)*")]
    [InlineData("local/smollm", "smollm:latest", "*`ollama pull llama-guard3:1b` (1.6 GB)*")]
    [InlineData("local/llama-guard3:1b", "llama-guard3:1b", "*`ollama pull llama-guard3:8b` (4.9 GB)*")]
    [InlineData("local/qwen3:8b", "llama-guard3:1b", "name llama-guard3:1b, which is there, in Models:Safety.")]
    [InlineData("mistral/large", "", "choose another one in Models:Safety.")]
    public void The_way_out_fits_the_machine(string failed, string present, string advice) =>
        JudgeAdvice.For(failed, [present]).Should().Match(advice);
}
