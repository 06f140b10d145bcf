using System.Text.Encodings.Web;
using System.Text.Json;

namespace Transfer.Modules;

/// <summary>Writes names between quotes, with escapes for what would break a line of a message.</summary>
internal static class Quoted
{
    public static string Of(string name) => $"\"{JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    public static string All(IEnumerable<string> names) => string.Join(", ", names.Select(Of));
}
