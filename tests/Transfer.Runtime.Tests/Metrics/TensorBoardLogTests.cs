using Tensorboard;
using Transfer.Data;

namespace Transfer.Metrics;

public sealed class TensorBoardLogTests
{
    [Fact]
    public void Events_read_back()
    {
        using var folder = new TemporaryFolder();
        var run = Path.Combine(folder.Root, "runs", "first");
        var log = new TensorBoardLog(run);

        log.Add(HistoryFilesTests.History.Epochs[0]);
        log.Add(HistoryFilesTests.History.Epochs[1]);
        log.Add("learning rate/head", 1e-3, 17);

        List<Event> events = [.. Records(Assert.Single(Directory.GetFiles(run))).Select(Event.Parser.ParseFrom)];
        Assert.Equal("brain.Event:2", events[0].FileVersion);
        Assert.Equal(
            [
                (1, "loss/train", 1.25f), (1, "top1/train", 0.5f), (1, "time/seconds", 3f),
                (2, "loss/train", 1 / 3f), (2, "top1/train", 0.75f), (2, "loss/valid", 0.4f), (2, "top1/valid", 0.625f),
                (2, "time/seconds", 2.5f),
                (17, "learning rate/head", 1e-3f),
            ],
            events.Skip(1).SelectMany(e => e.Summary.Value.Select(value => (e.Step, value.Tag, value.SimpleValue))));
        Assert.Equal(run, log.Folder);
    }

    // TFRecord: length (8 bytes), its checksum (4), the data, their checksum (4).
    private static IEnumerable<byte[]> Records(string path)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            var length = reader.ReadBytes(8);
            Assert.Equal(MaskedCrc(length), reader.ReadUInt32());
            var data = reader.ReadBytes((int)BitConverter.ToUInt64(length));
            Assert.Equal(MaskedCrc(data), reader.ReadUInt32());
            yield return data;
        }
    }

    // TensorFlow's masked CRC-32C (tensorflow/core/lib/hash/crc32c.h).
    private static uint MaskedCrc(byte[] data)
    {
        var crc = ~data.Aggregate(uint.MaxValue, System.Numerics.BitOperations.Crc32C);
        return unchecked(((crc >> 15) | (crc << 17)) + 0xA282EAD8u);
    }
}
