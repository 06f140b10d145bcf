using Transfer.Weights.Torch;

namespace Transfer.Weights.Tests;

public class PickleTests
{
    [Theory]
    [InlineData("os", "system")]
    [InlineData("posix", "system")]
    [InlineData("nt", "system")]
    [InlineData("subprocess", "Popen")]
    [InlineData("builtins", "eval")]
    [InlineData("__builtin__", "getattr")]
    [InlineData("importlib", "import_module")]
    public void A_command_is_refused_and_not_run(string module, string name)
    {
        using var folder = new TemporaryFolder();
        var canary = folder.At("canary");
        var pickle = new PickleWriter().Global(module, name).Text($"touch {canary}").Op(0x85).Op('R').Stop();
        var path = folder.Write("model.pth", TorchArchive.Create(pickle));

        var error = Assert.Throws<WeightsFileException>(() => WeightsFileReader.Read(path));

        Assert.Contains($"{module}.{name}", error.Found, StringComparison.Ordinal);
        Assert.Contains("Nothing was run", error.Advice, StringComparison.Ordinal);
        Assert.Equal(["model.pth"], folder.Names);
    }

    [Theory]
    [InlineData("torch.nn.modules.conv", "Conv2d", "a whole pickled module: class torch.nn.modules.conv.Conv2d")]
    [InlineData("argparse", "Namespace", "an object of class argparse.Namespace")]
    [InlineData("numpy.core.multiarray", "scalar", "an object of class numpy.core.multiarray.scalar")]
    [InlineData("torch", "load", "an object of class torch.load")]
    [InlineData("torch.serialization", "load", "an object of class torch.serialization.load")]
    [InlineData("collections", "OrderedDict\u0007", "OrderedDict\uFFFD")]
    public void Any_other_class_is_refused_by_name(string module, string name, string found) =>
        AssertRefused(found, new PickleWriter().Global(module, name).Stop());

    [Fact]
    public void Opcodes_outside_the_list_are_refused()
    {
        var known = Enum.GetValues<PickleOpcode>().Select(opcode => (byte)opcode).ToHashSet();
        foreach (var opcode in Enumerable.Range(0, 256).Select(value => (byte)value).Where(value => !known.Contains(value)))
        {
            AssertRefused($"the opcode 0x{opcode:X2} at byte 2", new PickleWriter().Op(opcode).Op(new byte[16]).Stop());
        }
    }

    [Theory]
    [InlineData("", "truncated")]
    [InlineData("8002", "truncated")]
    [InlineData("80025805000000", "truncated")]
    [InlineData("800258FFFFFFFF", "truncated")]
    [InlineData("80026361", "truncated")]
    [InlineData("80042E", "protocol 4")]
    [InlineData("80022E", "values left over")]
    [InlineData("80024E4E2E", "values left over")]
    [InlineData("80024E282E", "values left over")]
    [InlineData("8002742E", "did not begin")]
    [InlineData("8002852E", "where there is none")]
    [InlineData("80024E28852E", "where there is none")]
    [InlineData("80024E2871002E", "where there is none")]
    [InlineData("800268002E", "never stored")]
    [InlineData("80024E4E612E", "appends to something other")]
    [InlineData("80024E4E4E732E", "sets items of something other")]
    [InlineData("80027D284E752E", "a key without a value")]
    [InlineData("80027D7D622E", "sets the state of something other")]
    [InlineData("80024E512E", "not a tuple")]
    [InlineData("800229512E", "names no storage")]
    [InlineData("80024E29522E", "not a function")]
    [InlineData("80025801000000FF2E", "not UTF-8")]
    public void Malformed_pickles_are_refused(string hex, string found) => AssertRefused(found, Convert.FromHexString(hex));

    [Theory]
    [InlineData("80024E2E", "a pickle of None")]
    [InlineData("80025D2E", "a pickle of a list")]
    [InlineData("80027D580500000065706F63684B05732E", "it holds \"epoch\": an integer")]
    [InlineData("80027D4B054B05732E", "it holds an integer: an integer")]
    public void Values_that_are_no_state_dict_are_described(string hex, string found) =>
        AssertRefused(found, Convert.FromHexString(hex));

    [Fact]
    public void A_name_twice_is_refused() => AssertRefused(
        "two entries \"w\"",
        new PickleWriter().Op('}').Text("w").Tensor("ByteStorage", 1, 0, [], []).Op('s')
            .Text("w").Tensor("ByteStorage", 1, 0, [], []).Op('s').Stop());

    [Fact]
    public void A_dict_that_holds_itself_is_refused() =>
        AssertRefused(
            "\"state_dict\": a dict",
            new PickleWriter().Op('}').Op((byte)'q', 0).Text("state_dict").Op((byte)'h', 0).Op('s').Stop());

    [Fact]
    public void Deep_nesting_overflows_no_stack()
    {
        var pickle = new PickleWriter().Op(')');
        for (var i = 0; i < 1_000_000; i++)
        {
            pickle.Op(0x85);
        }

        AssertRefused("a pickle of a tuple", pickle.Stop());
    }

    [Fact]
    public void The_same_list_handed_over_again_and_again_runs_into_a_limit()
    {
        // Two million bytes that would make an OrderedDict of 100,000 pairs 100,000 times.
        var pickle = new PickleWriter().Op(']').Op((byte)'q', 0).Op('(');
        pickle.Op('N').Op('N').Op(0x86).Op((byte)'q', 1);
        for (var i = 1; i < 100_000; i++)
        {
            pickle.Op((byte)'h', 1);
        }

        pickle.Op('e');
        for (var i = 0; i < 100_000; i++)
        {
            pickle.Global("collections", "OrderedDict").Op((byte)'h', 0).Op(0x85).Op('R');
        }

        AssertRefused("operations", pickle.Stop());
    }

    [Fact]
    public void An_OrderedDict_of_pairs_as_Python_2_writes_it_is_read()
    {
        var pickle = new PickleWriter().Global("collections", "OrderedDict").Op(']').Op(']')
            .Op('(').Op((byte)'U', 1, (byte)'w').Tensor("ByteStorage", 1, 0, [], []).Op('e').Op('a')
            .Op(0x85).Op('R');
        Assert.Equal(("w", 7f), Read(pickle));
    }

    [Fact]
    public void A_Parameter_built_in_two_steps_is_read()
    {
        var pickle = new PickleWriter().Op('}').Text("w").Global("torch.nn.parameter", "Parameter").Op(')').Op(0x81)
            .Op('(').Tensor("ByteStorage", 1, 0, [], []).Op('N').Op('N').Op(0x88).Op('t').Op('b').Op('s');
        Assert.Equal(("w", 7f), Read(pickle));
    }

    [Fact]
    public void A_tensor_over_an_untyped_storage_is_read()
    {
        var pickle = new PickleWriter().Op('}').Text("w").Global("torch._utils", "_rebuild_tensor_v3").Op('(')
            .Op('(').Text("storage").Global("torch.storage", "UntypedStorage").Text("0").Text("cpu").Int(1).Op('t').Op('Q')
            .Int(0).Ints().Ints().Op(0x89).Op('N').Global("torch", "uint8").Op('t').Op('R').Op('s');
        Assert.Equal(("w", 7f), Read(pickle));
    }

    [Fact]
    public void A_tensor_with_attributes_is_read_without_them()
    {
        var pickle = new PickleWriter().Op('}').Text("w").Global("torch._tensor", "_rebuild_from_type_v2").Op('(')
            .Global("torch._utils", "_rebuild_tensor_v2").Global("torch.nn.parameter", "Parameter")
            .Op('(').Storage("ByteStorage", "0", 1).Int(0).Ints().Ints().Op(0x89).Op('N').Op('t').Op('}').Op('t').Op('R').Op('s');
        Assert.Equal(("w", 7f), Read(pickle));
    }

    [Theory]
    [InlineData(0x89, true)]
    [InlineData(0x88, false)]
    public void A_tensor_whose_sign_is_pending_is_refused(byte negative, bool read)
    {
        var pickle = new PickleWriter().Op('}').Text("w").Global("torch._utils", "_rebuild_tensor_v2").Op('(')
            .Storage("ByteStorage", "0", 1).Int(0).Ints().Ints().Op(0x89).Op('N')
            .Op('}').Text("neg").Op(negative).Op('s').Op('t').Op('R').Op('s');
        if (read)
        {
            Assert.Equal(("w", 7f), Read(pickle));
        }
        else
        {
            AssertRefused("pending operations", pickle.Stop());
        }
    }

    private static (string Name, float Value) Read(PickleWriter pickle)
    {
        using var folder = new TemporaryFolder();
        using var contents =
            WeightsFileReader.Read(folder.Write("model.pth", TorchArchive.Create(pickle.Stop(), ("data/0", [7]))));
        var tensor = Assert.Single(contents);
        return (tensor.Name, Assert.Single(tensor.ToSingle()));
    }

    private static void AssertRefused(string found, byte[] pickle)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("model.pth", TorchArchive.Create(pickle, ("data/0", [7])));
        var error = Assert.Throws<WeightsFileException>(() => WeightsFileReader.Read(path));
        Assert.Contains(found, error.Found, StringComparison.Ordinal);
    }
}
