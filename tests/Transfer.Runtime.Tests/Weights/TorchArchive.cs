using System.IO.Compression;

namespace Transfer.Weights.Tests;

/// <summary>Archives as torch.save lays them out, written by the zip writer of .NET: a second opinion on our zip
/// reading.</summary>
internal static class TorchArchive
{
    public static byte[] Create(byte[] pickle, params (string Name, byte[] Bytes)[] records) =>
        Zip(
            CompressionLevel.NoCompression,
            [("archive/data.pkl", pickle), .. records.Select(record => ("archive/" + record.Name, record.Bytes))]);

    public static byte[] Zip(CompressionLevel compression, params (string Name, byte[] Bytes)[] records)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in records)
            {
                using var entry = zip.CreateEntry(name, compression).Open();
                entry.Write(bytes);
            }
        }

        return stream.ToArray();
    }
}
