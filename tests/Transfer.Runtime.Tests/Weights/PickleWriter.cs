using System.Text;

namespace Transfer.Weights.Tests;

/// <summary>Writes pickles by hand, opcode by opcode, for files that no PyTorch would write.</summary>
internal sealed class PickleWriter
{
    private readonly MemoryStream stream = new();

    public PickleWriter() => Op(0x80, 2);

    public PickleWriter Op(params byte[] bytes)
    {
        stream.Write(bytes);
        return this;
    }

    public PickleWriter Op(char opcode) => Op((byte)opcode);

    public PickleWriter Global(string module, string name) => Op(Encoding.UTF8.GetBytes($"c{module}\n{name}\n"));

    public PickleWriter Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Op('X').Op(BitConverter.GetBytes(bytes.Length)).Op(bytes);
    }

    /// <summary>LONG1, which takes any 64-bit number.</summary>
    public PickleWriter Int(long value) => Op(0x8A, 8).Op(BitConverter.GetBytes(value));

    public PickleWriter Ints(params long[] values)
    {
        Op('(');
        foreach (var value in values)
        {
            Int(value);
        }

        return Op('t');
    }

    /// <summary>A storage by its persistent id.</summary>
    public PickleWriter Storage(string type, string key, long length) =>
        Op('(').Text("storage").Global("torch", type).Text(key).Text("cpu").Int(length).Op('t').Op('Q');

    /// <summary>A tensor as torch.save writes it, in a storage of the record "0".</summary>
    public PickleWriter Tensor(string type, long length, long offset, long[] size, long[] stride) =>
        Global("torch._utils", "_rebuild_tensor_v2").Op('(')
            .Storage(type, "0", length).Int(offset).Ints(size).Ints(stride).Op(0x89).Op('N')
            .Op('t').Op('R');

    public byte[] Stop()
    {
        Op('.');
        return stream.ToArray();
    }
}
