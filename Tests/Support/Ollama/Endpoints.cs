using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interception.Tests.Support.Ollama;

/// <summary>The default answers of the scripted Ollama.</summary>
internal sealed class Endpoints(ScriptedModels models, Func<string> version)
{
    private const string NotJson = "invalid character 'n' looking for beginning of object key string";

    /// <summary>Ollama leaves out empty fields.</summary>
    private static readonly JsonSerializerOptions WithoutNulls = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public Script Answer(OllamaRequest request) => (request.Method, request.Path) switch
    {
        ("GET", "/") => Script.Status(200, "Ollama is running", "text/plain; charset=utf-8"),
        ("GET", "/api/version") => Json(new { version = version() }),
        ("GET", "/api/tags") => Json(new { models = models.Where(model => model.Present).Select(Descriptions.Tag) }),
        ("GET", "/api/ps") => Json(new { models = models.Where(model => model.Loaded).Select(Descriptions.Running) }),
        ("POST", "/api/show") => Show(request),
        ("POST", "/api/pull") => Pull(request),
        ("POST", "/api/chat" or "/api/generate") => Generate(request),
        (_, "/" or "/api/version" or "/api/tags" or "/api/ps" or "/api/show" or "/api/pull" or "/api/chat" or "/api/generate") =>
            Script.Status(405, "405 method not allowed", "text/plain"),
        _ => Script.Status(404, "404 page not found", "text/plain"),
    };

    /// <summary>Why a model cannot be asked, or null.</summary>
    public Script? Refusal(OllamaRequest request)
    {
        if (request.Kind is CallKind.Other) return null;
        if (request.Body is "") return Script.Error(400, "missing request body");
        if (request.Json.ValueKind is not JsonValueKind.Object) return Script.Error(400, NotJson);
        if (request.Model is "") return Script.Error(400, "model is required");
        if (models.Present(request.Model) is not { } model) return Script.Error(404, $"model '{request.Model}' not found");
        if (Thinks(request) && !model.Thinking) return Script.Error(400, $"\"{request.Model}\" does not support thinking");
        return model is { Loaded: false, LoadError: { } error } ? Script.Error(500, error) : null;
    }

    private static bool Thinks(OllamaRequest request) =>
        request.Field("think").ValueKind is JsonValueKind.True or JsonValueKind.String;

    private Script Show(OllamaRequest request) => models.Present(request.Model) is { } model
        ? Json(Descriptions.Show(model))
        : Script.Error(404, $"model '{ScriptedModel.WithTag(request.Model)}' not found");

    private Script Pull(OllamaRequest request)
    {
        if (models.Known(request.Model) is not { } model) return Pulls.Unknown(request);
        return Pulls.Success(request, model);
    }

    private Script Generate(OllamaRequest request) => request.Kind switch
    {
        CallKind.Load => Load(request, models[request.Model]),
        CallKind.Verdict => Script.Verdict("SAFE"),
        _ => Script.Tokens(ScriptedOllama.Tokens),
    };

    private static Script Load(OllamaRequest request, ScriptedModel model)
    {
        var unloads = request.Text("keep_alive") is "0";
        return Script.Of(
            reply => unloads ? Task.FromResult(model.Loaded = false) : model.LoadAsync(reply.ConnectionOver),
            reply => Script.Status(200, Lines.Only(request, unloads ? "unload" : "load")).PlayAsync(reply));
    }

    private static Script Json(object answer) => Script.Status(200, JsonSerializer.Serialize(answer, WithoutNulls));
}
