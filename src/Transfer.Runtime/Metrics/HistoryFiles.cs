using System.Globalization;
using System.Text;
using System.Text.Json;
using Transfer.Weights;
using Transfer.Weights.Storage;

namespace Transfer.Metrics;

/// <summary>A run's history as text and as a file.</summary>
public static class HistoryFiles
{
    /// <summary>
    /// Returns the epochs as CSV: <c>phase,epoch,train_loss,…</c>, numbers in the shortest form that reads back exactly, an
    /// empty cell where an epoch has no such number.
    /// </summary>
    /// <param name="history">The history.</param>
    public static string ToCsv(this TrainingHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        return Csv.Write(
            [.. (string[])["phase", "epoch"], .. HistoryColumn.All.Select(column => column.Name)],
            history.Epochs.Select(Row));
    }

    /// <summary>Returns the seed and the epochs as JSON; null where an epoch has no such number, or it is not finite.</summary>
    /// <param name="history">The history.</param>
    public static string ToJson(this TrainingHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        return MetricsJson.Write(json =>
        {
            json.WriteNumber("seed", history.Seed);
            json.WriteStartArray("epochs");
            foreach (var epoch in history.Epochs)
            {
                Write(json, epoch);
            }

            json.WriteEndArray();
        });
    }

    /// <summary>
    /// Writes the history to a file, as CSV or as JSON by the file's extension. The file is written beside and renamed, so that
    /// one of that name is replaced whole or not at all.
    /// </summary>
    /// <param name="history">The history.</param>
    /// <param name="path">The file, which ends in <c>.csv</c> or <c>.json</c>.</param>
    /// <exception cref="ArgumentException">The path has another extension.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    public static void Save(this TrainingHistory history, string path)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var text = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".csv" => history.ToCsv(),
            ".json" => history.ToJson(),
            _ => throw new ArgumentException($"'{path}' is not the name of a .csv or .json file.", nameof(path)),
        };
        using var file = new BesideFile(path);
        file.Stream.Write(Encoding.UTF8.GetBytes(text));
        file.Commit();
    }

    private static IEnumerable<string> Row(EpochResult epoch) =>
    [
        epoch.Phase,
        epoch.Epoch.ToString(CultureInfo.InvariantCulture),
        .. HistoryColumn.All.Select(column => column.Value(epoch)?.ToString("R", CultureInfo.InvariantCulture) ?? ""),
    ];

    private static void Write(Utf8JsonWriter json, EpochResult epoch)
    {
        json.WriteStartObject();
        json.WriteString("phase", epoch.Phase);
        json.WriteNumber("epoch", epoch.Epoch);
        foreach (var column in HistoryColumn.All)
        {
            if (column.Value(epoch) is { } value && double.IsFinite(value))
            {
                json.WriteNumber(column.Name, value);
            }
            else
            {
                json.WriteNull(column.Name);
            }
        }

        json.WriteEndObject();
    }
}
