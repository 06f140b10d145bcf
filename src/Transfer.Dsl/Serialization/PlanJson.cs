using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Transfer.Serialization;

/// <summary>Plans to JSON and back.</summary>
internal static class PlanJson
{
    private static readonly JsonTypeInfo<PlanDocument> Format =
        (JsonTypeInfo<PlanDocument>)new JsonSerializerOptions(PlanJsonContext.Default.Options)
        {
            TypeInfoResolver = PlanJsonContext.Default.WithAddedModifier(KeepOnlyParameters),
        }.GetTypeInfo(typeof(PlanDocument));

    public static string Write(Plan plan) =>
        JsonLayout.Of(JsonSerializer.SerializeToNode(PlanDocument.Of(plan), Format)!);

    public static Plan Read(string json)
    {
        using var document = Parse(json);
        CheckFormat(document.RootElement);
        return PlanReader.Read(Deserialize(document.RootElement));
    }

    private static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            // ArgumentException: half of a surrogate pair, which UTF-8 can't hold.
            throw new FormatException($"The plan is no JSON: {error.Message}", error);
        }
    }

    // Before all else: a newer format may have anything in it.
    private static void CheckFormat(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out var format))
        {
            throw PlanReader.Wrong("$", "a plan is an object with a \"format\" number");
        }

        if (format.ValueKind != JsonValueKind.Number || !format.TryGetInt32(out var version) || version < 1)
        {
            throw PlanReader.Wrong("$.format", $"the format is a whole number from 1, got {format.GetRawText()}");
        }

        if (version < PlanDocument.CurrentFormat)
        {
            throw PlanReader.Wrong(
                "$.format",
                $"written by an older version of Transfer, in format {version}; this version reads format "
                + $"{PlanDocument.CurrentFormat}: "
                    + "compile the recipe again");
        }

        if (version > PlanDocument.CurrentFormat)
        {
            throw PlanReader.Wrong(
                "$.format",
                $"written by a newer version of Transfer, in format {version}; this version reads up to "
                + $"{PlanDocument.CurrentFormat}");
        }
    }

    internal static PlanDocument Deserialize(JsonElement root)
    {
        try
        {
            return root.Deserialize(Format)!;
        }
        catch (JsonException error)
        {
            throw PlanReader.Wrong(error.Path ?? "$", WithoutPlace(error.Message), error);
        }
        catch (NotSupportedException error)
        {
            // The serializer's way to say that a record does not tell its type; the message has the path.
            throw new FormatException($"The plan is wrong: {error.Message}", error);
        }
    }

    // The data of a record are its constructor's parameters; its other properties follow from them.
    private static void KeepOnlyParameters(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (type.Properties[i].AssociatedParameter is null)
            {
                type.Properties.RemoveAt(i);
            }
        }
    }

    private static string WithoutPlace(string message) => message.Split(" Path: ")[0].TrimEnd('.');
}
