using System.Text.Json;
using System.Text.Json.Serialization;
using Transfer.Common;
using Transfer.Operators;

namespace Transfer.Serialization;

/// <summary>A shape as the array of its dimensions: <c>[64, 56, 56]</c>.</summary>
internal sealed class ShapeConverter : JsonConverter<Shape>
{
    private static readonly EquatableListConverter<int> Dimensions = new();

    public override Shape Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(Dimensions.Read(ref reader, typeof(EquatableList<int>), options));

    public override void Write(Utf8JsonWriter writer, Shape value, JsonSerializerOptions options) =>
        Dimensions.Write(writer, value.Dimensions, options);
}
