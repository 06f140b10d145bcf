using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Transfer.Serialization;

namespace Transfer.Tests.Scheduling;

/// <summary>Learning rates that PyTorch's schedulers gave at every optimizer step (tools/referee/schedules.py).</summary>
internal sealed record ScheduleCase(
    Schedule Schedule,
    IReadOnlyList<double> Bases,
    int Epochs,
    int StepsPerEpoch,
    IReadOnlyList<double>? Metrics,
    IReadOnlyList<IReadOnlyList<double>> Rates,
    IReadOnlyList<double>? Momenta)
{
    public static IReadOnlyList<ScheduleCase> All { get; } = Read();

    private static ScheduleCase[] Read()
    {
        using var file = new GZipStream(File.OpenRead(Path.Combine("TestData", "schedules.json.gz")), CompressionMode.Decompress);
        using var document = JsonDocument.Parse(file);
        return document.RootElement.GetProperty("cases").EnumerateArray().Select(Read).ToArray();
    }

    private static ScheduleCase Read(JsonElement element)
    {
        // The table's schedules are in the plan's own JSON.
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(element.GetProperty("schedule").GetRawText()));
        reader.Read();
        return new ScheduleCase(
            new ScheduleConverter().Read(ref reader, typeof(Schedule), JsonSerializerOptions.Default),
            Numbers(element.GetProperty("bases"))!,
            element.GetProperty("epochs").GetInt32(),
            element.GetProperty("stepsPerEpoch").GetInt32(),
            Numbers(element.GetProperty("metrics")),
            element.GetProperty("rates").EnumerateArray().Select(row => (IReadOnlyList<double>)Numbers(row)!).ToArray(),
            Numbers(element.GetProperty("momenta")));
    }

    private static double[]? Numbers(JsonElement element) => element.ValueKind == JsonValueKind.Null
        ? null
        : element.EnumerateArray().Select(number => number.GetDouble()).ToArray();
}
