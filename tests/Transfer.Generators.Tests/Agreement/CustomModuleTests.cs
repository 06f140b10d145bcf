namespace Transfer.Generators.Tests.Agreement;

/// <summary>Recipes over modules of the user's own: what the compiler reads from their source is what the run finds.</summary>
public class CustomModuleTests
{
    private const string Usings = """
        using TorchSharp;
        using TorchSharp.Modules;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn;
        using Net = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

        """;

    private const string Forward = "public override Tensor forward(Tensor input) => input;";

    private static readonly Dictionary<string, string> Known = new()
    {
        ["fields"] = """
            class M : Net {
                private readonly Conv2d conv1 = Conv2d(3, 4, 3); private readonly BatchNorm2d bn1 = BatchNorm2d(4);
                private readonly Dropout drop = Dropout(0.5); private readonly Linear fc = Linear(4, 10);
                public M() : base("M") { RegisterComponents(); } @ }
            """,
        ["sequential"] = """
            class M : Net {
                private readonly Sequential features = Sequential(("conv1", Conv2d(3, 4, (3, 5), bias: false)), ("norm", LayerNorm([4, 8])), ("relu", ReLU()));
                private readonly Sequential classifier;
                public M() : base("M") { classifier = Sequential(Linear(4, 8), ReLU(), Linear(8, 10)); RegisterComponents(); } @ }
            """,
        ["list"] = """
            class M : Net {
                private readonly ModuleList<Net> blocks = ModuleList<Net>(Conv1d(3, 4, 1), GroupNorm(2, 4)); private Net fc;
                private readonly Parameter scale = Parameter(zeros(3, 4)); private readonly Tensor mask = ones(7);
                public M() : base("M") { blocks.Add(Embedding(5, 6)); RegisterComponents(); fc = Linear(4, 10); register_module("fc", fc); } @ }
            """,
        ["nested"] = """
            class Block : Net {
                private readonly Net conv; private readonly Net? down; private readonly BatchNorm2d bn;
                public Block(int from, int to, int stride = 1) : base("Block") {
                    conv = Conv2d(from, to, 3, stride); bn = BatchNorm2d(to, affine: false);
                    if (stride != 1) { down = Sequential(Conv2d(from, to, 1), InstanceNorm2d(to)); } } @ }
            class M(int width = 4) : Net("M") {
                private readonly Block one = new(3, width); private readonly Block two = new Block(width, 2 * width, stride: 2);
                private readonly Net fc = Linear(2 * width, 10);
                public M() : this(6) { RegisterComponents(); } @ }
            """,
        ["base"] = """
            abstract class Parent : Net {
                protected readonly Linear fc = Linear(6, 10);
                protected Parent(string name) : base(name) { RegisterComponents(); foreach (var m in modules()) { if (m is Linear l) { init.ones_(l.weight); } } } @ }
            class M : Parent { private readonly Net stem = Conv3d(3, 4, 3, groups: 1); private readonly Net prelu = PReLU(4); public M() : base("M") { } }
            """,
        ["properties"] = """
            class M : Net {
                private Net Stem { get; } = ConvTranspose2d(3, 8, 2); private readonly List<Net> others = [Linear(2, 2)];
                private readonly Linear fc = Linear(8, 10, hasBias: false);
                public M() : base("M") { var tail = Sequential(); tail.append("a", Linear(8, 8)); tail.append(ReLU()); register_module("tail", tail); RegisterComponents(); } @ }
            """,
    };

    private static readonly Dictionary<string, string> Partly = new()
    {
        ["a loop"] = """
            class M : Net {
                private readonly Conv2d conv1 = Conv2d(3, 4, 3); private readonly Sequential blocks = Sequential(); private readonly Linear fc = Linear(4, 10);
                public M() : base("M") { for (var i = 0; i < 3; i++) { blocks.append($"b{i}", Conv2d(4, 4, 3)); } RegisterComponents(); } @ }
            """,
        ["a loop that registers"] = """
            class M : Net {
                private readonly Conv2d conv1 = Conv2d(3, 4, 3); private readonly Linear fc = Linear(4, 10);
                public M() : base("M") { for (var i = 0; i < 3; i++) { register_module($"layer{i}", Linear(4, 4)); } RegisterComponents(); } @ }
            """,
        ["a method"] = """
            class M : Net {
                private readonly Net conv1 = Conv2d(3, 4, 3); private readonly Net blocks = Make(); private readonly Linear fc = Linear(4, 10);
                static Net Make() { var made = Sequential(); made.append("b0", Conv2d(4, 4, 3)); return made; }
                public M() : base("M") { RegisterComponents(); } @ }
            """,
        ["a width"] = """
            class M : Net {
                static int width = int.Parse("4");
                private readonly Net conv1 = Conv2d(3, width, 3); private readonly Linear fc = Linear(width, 10);
                public M() : base("M") { RegisterComponents(); } @ }
            """,
        ["a call"] = """
            class M : Net {
                private Net conv1 = Conv2d(3, 4, 3); private Linear fc = Linear(4, 10);
                public M() : base("M") { Swap(); RegisterComponents(); }
                private void Swap() { conv1 = Sequential(("b0", Conv2d(3, 4, 3))); } @ }
            """,
        ["a condition"] = """
            class M : Net {
                private readonly Net conv1 = Conv2d(3, 4, 3); private readonly Net? blocks; private readonly Linear fc = Linear(4, 10);
                public M() : base("M") { if (Environment.TickCount64 > 0) { blocks = Sequential(("b0", Conv2d(3, 4, 3))); } RegisterComponents(); } @ }
            """,
        ["an attention"] = """
            class M : Net {
                private readonly MultiheadAttention attention = MultiheadAttention(8, 2); private readonly LSTM lstm = LSTM(3, 4); private readonly Linear fc = Linear(4, 10);
                public M() : base("M") { RegisterComponents(); } @ }
            """,
        ["a list"] = """
            class M : Net {
                private readonly Sequential blocks; private readonly Linear fc = Linear(4, 10);
                public M() : base("M") { var all = new List<Net>(); all.Add(Conv2d(3, 4, 3)); blocks = Sequential(all); RegisterComponents(); } @ }
            """,
    };

    private static readonly string[] Recipes =
    [
        "",
        ".FreezeAll()",
        ".FreezeAll().Head(5)",
        ".Head(5).FreezeAll()",
        ".Freeze(\"conv1\")",
        ".Freeze(\"conv\")",
        ".Freeze(\"fc\").Head(3)",
        ".FreezeAll().Unfreeze(\"features.conv1\").Head(4)",
        ".FreezeAll().Unfreeze(\"features.0\").Head(4)",
        ".Freeze(\"classifier.0\", \"classifier.3\")",
        ".FreezeAll().Unfreeze(\"blocks.1\", \"blocks.5\")",
        ".FreezeAll().Unfreeze(\"blocks.b0\")",
        ".Freeze(\"blocks\", \"layer0\", \"layer9\")",
        ".Freeze(\"scale\", \"mask\")",
        ".FreezeUpTo(\"one.conv\").Head(3)",
        ".FreezeAll().UnfreezeFrom(\"two.down.0\")",
        ".Freeze(\"one.down\")",
        ".FreezeAll().Head(5).Unfreeze(\"two\" + Layers.Norms)",
        ".Freeze(\"stem\", \"Stem\", \"prelu.weight\", \"tail.a\", \"tail.1\")",
        ".Freeze(\"**.weight\", \"**.xyz\", \"conv?\")",
        ".Freeze(\"fc.weight\", \"fc.weights\", \"fc.bias\")",
        ".Head(h => h.Linear(4).ReLU().Linear(2)).Freeze(\"fc.0\", \"fc.7\")",
        ".Features().Freeze(\"fc\")",
        ".FreezeAll().Head(5).Group(\"conv1\", 1e-3).Epochs(2)",
        ".FreezeAll().Head(5).Epochs(2).BatchSize(2).UnfreezeLast(2)",
        ".Freeze(\"attention\", \"attention.in_proj\", \"attention.out_proj\", \"lstm.x\", \"lst\")",
        ".BatchNorm(FrozenBatchNorm.Train).FreezeAll().Head(5)", ".Pretrained()", ".InputChannels(1)", ".InputSize(3)",
        ".Phase(\"a\", 2, p => p.FreezeAll().Unfreeze(\"drop\", \"fc\")).Then(1, p => p.Unfreeze(\"one.bn\", \"bn1\"))",
    ];

    public static TheoryData<string> KnownNames => new(Known.Keys);

    public static TheoryData<string> PartlyKnownNames => new(Partly.Keys);

    [Theory]
    [MemberData(nameof(KnownNames))]
    public void Of_a_module_that_its_source_shows_compiler_and_run_say_the_same(string name)
    {
        var verdicts = Judge(Known[name]);
        Assert.True(verdicts.All(verdict => verdict.Agrees), string.Join("\n", verdicts.Where(verdict => !verdict.Agrees)));
        Assert.Contains(verdicts, verdict => verdict.Run.Any(said => said.Rule == "TRF003"));
        Assert.Contains(verdicts, verdict => verdict.Run.Any(said => said.Rule != "TRF003"));
    }

    [Theory]
    [MemberData(nameof(PartlyKnownNames))]
    public void Of_a_module_that_its_source_shows_in_part_the_compiler_says_nothing_that_the_run_does_not(string name)
    {
        var verdicts = Judge(Partly[name]);
        Assert.All(verdicts, verdict => Assert.Empty(Places(verdict.Compiler).Except(Places(verdict.Run))));
    }

    [Theory]
    [InlineData("a loop", "conv")]
    [InlineData("a method", "cov1")]
    [InlineData("a width", "conv1.wieght")]
    [InlineData("an attention", "fcc")]
    [InlineData("a list", "fc.wieght")]
    public void Names_beside_what_is_not_shown_are_checked(string name, string layer)
    {
        var verdicts = BothWays.Judge(
            [
                Program(Partly[name], $".Freeze(\"{layer}\")"),
                Program(Partly[name], $".Phase(\"a\", 1, p => p.Freeze(\"{layer}\"))"),
            ],
            Usings);
        Assert.All(verdicts, verdict => Assert.True(verdict.Agrees && verdict.Run.Count == 1, verdict.ToString()));
    }

    [Fact]
    public void A_name_that_is_refused_is_refused_by_both()
    {
        var verdicts = BothWays.Judge(
            [
                .. new[] { ("resnet18", "fc"), (" ", "fc"), ("x", "") }.Select(
                    names => Program(Known["fields"], string.Empty, names.Item1, names.Item2))], Usings);
        Assert.All(verdicts, verdict => Assert.True(verdict.Agrees && verdict.Run.Count == 1, verdict.ToString()));
    }

    private static IEnumerable<(string, string?)> Places(IEnumerable<Said> said) => said.Select(one => (one.Rule, one.Place));

    private static IReadOnlyList<Verdict> Judge(string module)
    {
        var head = module.Contains("classifier", StringComparison.Ordinal) ? "classifier.2" : "fc";
        return BothWays.Judge([.. Recipes.Select(recipe => Program(module, recipe, "own", head))], Usings);
    }

    private static string Program(string module, string recipe, string name = "own", string head = "fc") => $$"""
        {{module.Replace("@ }", Forward + " }", StringComparison.Ordinal)}}
        static Plan Run() => BackboneExtensions.From("{{name}}", () => new M(), head: "{{head}}"){{recipe}}.Compile();
        """;
}
