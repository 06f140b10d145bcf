using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Transfer.Serialization;

/// <summary>Lays out JSON for people: what fits stands on one line, the rest is opened, one element a line.</summary>
internal static class JsonLayout
{
    // A convolution with all its attributes fits.
    private const int Width = 360;

    // The text goes to files, not into HTML: quotes, arrows and the letters of all languages stay readable.
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(JsonNode document)
    {
        var text = new StringBuilder();
        Write(text, document, "\n");
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonNode? value, string newLine)
    {
        var line = value?.ToJsonString(OneLine) ?? "null";
        switch (value)
        {
            case JsonObject members when line.Length > Width:
                Open(text, '{', '}', newLine, members, (member, inner) =>
                {
                    text.Append(JsonValue.Create(member.Key).ToJsonString(OneLine)).Append(": ");
                    Write(text, member.Value, inner);
                });
                break;
            case JsonArray elements when line.Length > Width:
                Open(text, '[', ']', newLine, elements, (element, inner) => Write(text, element, inner));
                break;
            default:
                text.Append(line);
                break;
        }
    }

    private static void Open<T>(
        StringBuilder text, char start, char end, string newLine, IEnumerable<T> elements, Action<T, string> write)
    {
        var inner = newLine + "  ";
        var separator = start.ToString();
        foreach (var element in elements)
        {
            text.Append(separator).Append(inner);
            write(element, inner);
            separator = ",";
        }

        text.Append(newLine).Append(end);
    }
}
