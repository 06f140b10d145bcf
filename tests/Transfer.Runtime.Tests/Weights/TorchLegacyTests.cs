using Transfer.Weights.Storage;
using Transfer.Weights.Torch;

namespace Transfer.Weights.Tests;

public class TorchLegacyTests
{
    private static readonly byte[] Protocol = new PickleWriter().Int(1001).Stop();
    private static readonly byte[] LittleEndian = Machine(0x88);
    private static readonly byte[] Keys = KeyList("k");
    private static readonly byte[] Data = [4, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4];

    [Fact]
    public void A_view_of_a_storage_is_read() => Assert.Equal([2f, 3f], Read(File(View(offset: 1, count: 2))));

    [Theory]
    [InlineData(1, 4)]
    [InlineData(-1, 2)]
    [InlineData(1, -1)]
    [InlineData(long.MaxValue, long.MaxValue)]
    public void A_view_outside_its_storage_is_refused(long offset, long count) =>
        AssertRefused("reaches outside the storage k", File(View(offset, count)));

    [Fact]
    public void Another_protocol_is_refused() =>
        AssertRefused(
            "an unknown protocol",
            [.. Magic, .. new PickleWriter().Int(1002).Stop(), .. LittleEndian, .. View(0, 2), .. Keys, .. Data]);

    [Fact]
    public void A_big_endian_machine_is_refused() =>
        AssertRefused("not little-endian", [.. Magic, .. Protocol, .. Machine(0x89), .. View(0, 2), .. Keys, .. Data]);

    [Fact]
    public void A_module_is_refused() => AssertRefused(
        "a whole pickled module", File(new PickleWriter().Op('(').Text("module").Op('t').Op('Q').Stop()));

    [Fact]
    public void Keys_that_do_not_match_the_storages_are_refused()
    {
        AssertRefused("unknown or listed twice", File(View(0, 2), KeyList("x")));
        AssertRefused("unknown or listed twice", File(View(0, 2), KeyList("k", "k")));
        AssertRefused("no list of storage keys", File(View(0, 2), new PickleWriter().Op('N').Stop()));
        AssertRefused("0 of 1 storages", File(View(0, 2), KeyList()));
    }

    [Fact]
    public void A_storage_that_contradicts_its_description_is_refused()
    {
        AssertRefused("a storage of 5 elements instead of 4", [.. File(View(0, 2))[..^12], 5, .. Data[1..]]);
        AssertRefused("truncated", File(View(0, 2))[..^1]);
        AssertRefused("which end at byte", [.. File(View(0, 2)), 0]);
    }

    private static byte[] Magic => TorchLegacyReader.Magic.ToArray();

    private static byte[] Machine(byte isLittleEndian) =>
        new PickleWriter().Op('}').Text("little_endian").Op(isLittleEndian).Op('s').Stop();

    private static byte[] KeyList(params string[] keys)
    {
        var pickle = new PickleWriter().Op(']').Op('(');
        foreach (var key in keys)
        {
            pickle.Text(key);
        }

        return pickle.Op('e').Stop();
    }

    private static byte[] View(long offset, long count) => new PickleWriter().Op('}').Text("w")
        .Global("torch._utils", "_rebuild_tensor_v2").Op('(')
        .Op('(').Text("storage").Global("torch", "ByteStorage").Text("k").Text("cpu").Int(4)
        .Op('(').Text("view").Int(offset).Int(count).Op('t').Op('t').Op('Q')
        .Int(0).Ints(2).Ints(1).Op(0x89).Op('N').Op('t').Op('R').Op('s').Stop();

    private static byte[] File(byte[] value, byte[]? keys = null) =>
        [.. Magic, .. Protocol, .. LittleEndian, .. value, .. keys ?? Keys, .. Data];

    private static float[] Read(byte[] file) => Assert.Single(WeightsFileReader.Parse(new MemoryBytes(file)).Tensors).ToSingle();

    private static void AssertRefused(string found, byte[] file) => Assert.Contains(
        found,
        Assert.Throws<UnreadableWeightsException>(() => WeightsFileReader.Parse(new MemoryBytes(file))).Found,
        StringComparison.Ordinal);
}
