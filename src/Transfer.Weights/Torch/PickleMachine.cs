using System.Runtime.InteropServices;
using Transfer.Weights.Storage;

namespace Transfer.Weights.Torch;

/// <summary>
/// A pickle interpreter that cannot run code: it knows the opcodes that torch.load(weights_only=True) knows, and a call makes
/// a record of what is on <see cref="TorchGlobals"/>' list. It does not recurse, so no nesting overflows the stack.
/// </summary>
/// <remarks>https://github.com/python/cpython/blob/main/Lib/pickletools.py defines the opcodes.</remarks>
internal sealed class PickleMachine
{
    /// <summary>The longest pickle that is read; the state dict of a network with 10,000 tensors has 1 MB.</summary>
    public const int MaxBytes = 16 << 20;

    // A value costs one byte of pickle and up to a hundred bytes of memory: this keeps what a file can make us allocate
    // within a gigabyte. A checkpoint with optimizer state of 10,000 parameters needs a tenth.
    private const int MaxOperations = 8_000_000;

    private readonly Func<PickleTuple, TorchStorage> loadPersistent;
    private readonly List<object?> stack = [];
    private readonly Stack<int> marks = new();
    private readonly Dictionary<uint, object?> memo = [];
    private int operations;

    private PickleMachine(Func<PickleTuple, TorchStorage> loadPersistent) => this.loadPersistent = loadPersistent;

    /// <summary>Runs one pickle from the start of <paramref name="pickle"/>.</summary>
    /// <param name="pickle">The pickle; more may follow it.</param>
    /// <param name="loadPersistent">Turns a persistent id into a storage, or throws.</param>
    /// <returns>The value, and the number of bytes that the pickle has.</returns>
    /// <exception cref="UnreadableWeightsException">An opcode, class or call that no state dict needs, or damage.</exception>
    public static (object? Value, int Length) Load(ReadOnlySpan<byte> pickle, Func<PickleTuple, TorchStorage> loadPersistent)
    {
        var cursor = new PickleCursor(pickle);
        var machine = new PickleMachine(loadPersistent);
        while (true)
        {
            machine.Charge(1);
            var opcode = (PickleOpcode)cursor.U8();
            if (opcode == PickleOpcode.Stop)
            {
                return (machine.Finish(), cursor.Position);
            }

            machine.Step(opcode, ref cursor);
        }
    }

    private void Step(PickleOpcode opcode, ref PickleCursor cursor)
    {
        switch (opcode)
        {
            case PickleOpcode.Proto: CheckProtocol(cursor.U8()); break;
            case PickleOpcode.Mark: marks.Push(stack.Count); break;
            case PickleOpcode.None: stack.Add(null); break;
            case PickleOpcode.NewTrue: stack.Add(true); break;
            case PickleOpcode.NewFalse: stack.Add(false); break;
            case PickleOpcode.BinInt: stack.Add((long)cursor.I32()); break;
            case PickleOpcode.BinInt1: stack.Add((long)cursor.U8()); break;
            case PickleOpcode.BinInt2: stack.Add((long)cursor.U16()); break;
            case PickleOpcode.Long1: stack.Add(cursor.Integer(cursor.U8())); break;
            case PickleOpcode.BinFloat: stack.Add(cursor.F64BigEndian()); break;
            case PickleOpcode.BinUnicode: stack.Add(cursor.Utf8(cursor.U32())); break;
            case PickleOpcode.ShortBinString: stack.Add(cursor.Latin1(cursor.U8())); break;
            case PickleOpcode.EmptyTuple: stack.Add(new PickleTuple([])); break;
            case PickleOpcode.Tuple1: stack.Add(new PickleTuple(Pop(1))); break;
            case PickleOpcode.Tuple2: stack.Add(new PickleTuple(Pop(2))); break;
            case PickleOpcode.Tuple3: stack.Add(new PickleTuple(Pop(3))); break;
            case PickleOpcode.Tuple: stack.Add(new PickleTuple(PopToMark())); break;
            case PickleOpcode.EmptyList: stack.Add(new PickleList([])); break;
            case PickleOpcode.EmptySet: stack.Add(new PickleSet()); break;
            case PickleOpcode.EmptyDict: stack.Add(PickleDict.Empty(isOrderedDict: false)); break;
            case PickleOpcode.Append: Append(Pop(1)); break;
            case PickleOpcode.Appends: Append(PopToMark()); break;
            case PickleOpcode.SetItem: SetItems(Pop(2)); break;
            case PickleOpcode.SetItems: SetItems(PopToMark()); break;
            case PickleOpcode.BinPut: memo[cursor.U8()] = Top(); break;
            case PickleOpcode.LongBinPut: memo[cursor.U32()] = Top(); break;
            case PickleOpcode.BinGet: stack.Add(Recall(cursor.U8())); break;
            case PickleOpcode.LongBinGet: stack.Add(Recall(cursor.U32())); break;
            case PickleOpcode.Global: stack.Add(TorchGlobals.Resolve(cursor.Line(), cursor.Line())); break;
            case PickleOpcode.BinPersId: stack.Add(LoadPersistent(Pop(1)[0])); break;
            case PickleOpcode.Reduce: Call(Pop(2)); break;
            case PickleOpcode.NewObj: Call(Pop(2)); break;
            case PickleOpcode.Build: Build(Pop(1)[0]); break;
            default:
                throw new UnreadableWeightsException(
                    $"a pickle with the opcode 0x{(byte)opcode:X2} at byte {cursor.Position - 1}, "
                        + "which no file of torch.save has",
                    "In Python, save the weights with torch.save(model.state_dict(), path).");
        }
    }

    private object? Finish() =>
        stack.Count == 1 && marks.Count == 0 ? stack[0] : throw Damaged("that ends with values left over");

    private static void CheckProtocol(byte protocol)
    {
        if (protocol != 2)
        {
            throw new UnreadableWeightsException(
                $"a pickle of protocol {protocol}",
                "Only protocol 2, the default of torch.save, is read: save it without pickle_protocol.");
        }
    }

    private object? Top() => stack.Count > Floor ? stack[^1] : throw Damaged("that uses a value where there is none");

    // Values below the last mark belong to a collection that is not finished.
    private int Floor => marks.TryPeek(out var mark) ? mark : 0;

    private object?[] Pop(int count) => stack.Count - count >= Floor
        ? Cut(stack.Count - count)
        : throw Damaged("that uses a value where there is none");

    private object?[] PopToMark() =>
        marks.TryPop(out var mark) ? Cut(mark) : throw Damaged("that ends a collection that it did not begin");

    private object?[] Cut(int from)
    {
        var values = CollectionsMarshal.AsSpan(stack)[from..].ToArray();
        stack.RemoveRange(from, values.Length);
        return values;
    }

    private object? Recall(uint index) =>
        memo.TryGetValue(index, out var value) ? value : throw Damaged($"that recalls value {index}, which it never stored");

    private TorchStorage LoadPersistent(object? id)
    {
        if (id is not PickleTuple tuple)
        {
            throw Damaged("with a persistent id that is not a tuple");
        }

        ChargeItems(tuple);
        return loadPersistent(tuple);
    }

    private void Append(object?[] values)
    {
        if (Top() is not PickleList list)
        {
            throw Damaged("that appends to something other than a list");
        }

        list.Items.AddRange(values);
    }

    private void SetItems(object?[] values)
    {
        if (Top() is not PickleDict dict || values.Length % 2 != 0)
        {
            throw Damaged("that sets items of something other than a dict, or a key without a value");
        }

        for (var i = 0; i < values.Length; i += 2)
        {
            dict.Items.Add(new(values[i], values[i + 1]));
        }
    }

    private void Call(object?[] call)
    {
        if (call is not [TorchFunction function, PickleTuple arguments])
        {
            throw Damaged("that calls something that is not a function");
        }

        ChargeItems(arguments);
        stack.Add(TorchCalls.Invoke(function, arguments.Items));
    }

    /// <summary>
    /// Counts what a call looks at: a few bytes of pickle can hand the same long list or text over again and again.
    /// </summary>
    private void ChargeItems(PickleTuple arguments)
    {
        Charge(arguments.Items.Length);
        foreach (var item in arguments.Items)
        {
            Charge(item switch
            {
                PickleTuple tuple => tuple.Items.Length,
                PickleList list => list.Items.Count,
                string text => text.Length,
                _ => 0,
            });
        }
    }

    private void Charge(int count)
    {
        operations += count;
        if (operations > MaxOperations)
        {
            throw UnreadableWeightsException.Damaged($"a pickle of more than {MaxOperations} operations");
        }
    }

    private void Build(object? state)
    {
        // The attributes of an OrderedDict are the state dict's version numbers (_metadata), which concern migrations inside
        // PyTorch only.
        if (Top() is PickleDict { IsOrderedDict: true } && state is PickleDict)
        {
            return;
        }

        if (Top() is not TorchParameter parameter || state is not PickleTuple { Items: [TorchTensor data, ..] })
        {
            throw Damaged("that sets the state of something other than an OrderedDict or a Parameter");
        }

        parameter.Data = data;
    }

    private static UnreadableWeightsException Damaged(string found) => UnreadableWeightsException.Damaged("a pickle " + found);
}
