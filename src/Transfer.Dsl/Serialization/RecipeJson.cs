using System.Text.Json;
using System.Text.Json.Nodes;
using Transfer.Architectures;
using Transfer.Common;
using Transfer.Recipes;

namespace Transfer.Serialization;

/// <summary>Recipes to JSON and back.</summary>
internal static class RecipeJson
{
    // One more for every change that an older reader would misunderstand.
    private const int CurrentFormat = 1;

    public static string Write(Architecture architecture, IReadOnlyList<Step> steps) => architecture.Custom is null
        ? JsonLayout.Of(new JsonObject
        {
            ["format"] = CurrentFormat,
            ["backbone"] = architecture.Name,
            ["steps"] = new JsonArray([.. steps.Select(NodeOf)]),
        })
        : throw new NotSupportedException(
            $"The backbone {Literal.Text(architecture.Name)} is {architecture.Custom}, which JSON can't hold; keep the "
            + "recipe as code.");

    public static Recipe Read(string json)
    {
        using var document = Parse(json);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out var format)
            || format.ValueKind != JsonValueKind.Number || !format.TryGetInt32(out var version) || version < 1)
        {
            throw Wrong("$", "a recipe is an object with a \"format\" number");
        }

        if (version > CurrentFormat)
        {
            throw Wrong(
                "$.format",
                $"written by a newer version of Transfer, in format {version}; this version reads up to {CurrentFormat}");
        }

        if (!root.TryGetProperty("backbone", out var name) || name.ValueKind != JsonValueKind.String)
        {
            throw Wrong("$.backbone", "the name of a backbone is expected");
        }

        if (!root.TryGetProperty("steps", out var steps) || steps.ValueKind != JsonValueKind.Array)
        {
            throw Wrong("$.steps", "an array of steps is expected");
        }

        return new Recipe(ArchitectureOf(name.GetString()!), [.. steps.EnumerateArray().Select(StepOf)]);
    }

    private static Architecture ArchitectureOf(string name)
    {
        try
        {
            return Backbone.Named(name).Architecture;
        }
        catch (ArgumentException error)
        {
            throw Wrong("$.backbone", error.Message.Split(" (Parameter '")[0].TrimEnd('.'), error);
        }
    }

    private static Step StepOf(JsonElement element, int index)
    {
        try
        {
            var step = ConstructJson.Read(element, "step", Steps.Find);
            return (step.Definition.Scope & StepScope.Run) != 0
                ? step
                : throw new JsonException($"{step.Definition.Name} stands in a phase, not in the recipe itself");
        }
        catch (JsonException error)
        {
            throw Wrong($"$.steps[{index}]", error.Message.Split(" (Parameter '")[0].TrimEnd('.'), error);
        }
    }

    private static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new FormatException($"The recipe is no JSON: {error.Message}", error);
        }
    }

    private static JsonNode? NodeOf(Step step)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            ConstructJson.Write(writer, step);
        }

        return JsonNode.Parse(stream.ToArray());
    }

    private static FormatException Wrong(string path, string what, Exception? cause = null) =>
        new($"The recipe is wrong at {path}: {what}.", cause);
}
