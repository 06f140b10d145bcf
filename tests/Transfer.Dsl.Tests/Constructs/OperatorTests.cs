using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Transfer.Common;
using Transfer.Graphs;
using Transfer.Operators;
using Transfer.Serialization;

namespace Transfer.Tests.Constructs;

/// <summary>One operator, one definition: each has text, JSON, traits that fit together, and checks of its arguments.</summary>
public class OperatorTests
{
    private const int Salts = 20;

    public static TheoryData<string> Kinds => new(Definition<Operator>.All.Select(definition => definition.Name));

    public static TheoryData<string, string> Refused => new()
    {
        { "inChannels must be 1 or more, got 0.", Refusal(() => Conv(channels: 0)) },
        { "kernel must be 1 or more in each direction, got 0×3.", Refusal(() => Conv(kernel: new Size2d(0, 3))) },
        { "stride must be 1 or more in each direction, got 0×0.", Refusal(() => Conv(stride: 0)) },
        { "height must be 0 or more, got -1.", Refusal(() => new Size2d(-1, 3)) },
        { "groups divides the channels of input and output, got 3 groups for 4 and 6 channels.", Refusal(() => Conv(groups: 3)) },
        { "padding is at most half of the kernel, got 2×2 for a kernel of 3×3.", Refusal(() => new MaxPool2d(3, 1, 2)) },
        { "epsilon must be above 0, got NaN.", Refusal(() => new BatchNorm(4, double.NaN)) },
        { "momentum must be a probability from 0 to 1, got 2.", Refusal(() => new BatchNorm(4, momentum: 2)) },
        { "probability must be a probability from 0 to 1, got NaN.", Refusal(() => new Dropout(double.NaN)) },
        { "probability must be a probability from 0 to 1, got -0.1.", Refusal(() => new StochasticDepth(-0.1)) },
        { "heads divides the features, got 3 heads for 10 features.", Refusal(() => new SelfAttention(10, 3)) },
        { "order has each dimension from 0 once, got [0, 2].", Refusal(() => new Permute(EquatableList.Of(0, 2))) },
        { "index must be 0 or more, got -1.", Refusal(() => new SelectToken(-1)) },
        { "initial is a finite number, got NaN.", Refusal(() => new LayerScale(4, double.NaN)) },
        { "scale must be above 0, got 0.", Refusal(() => Initialization.Normal(0)) },
        { "scale must be above 0, got Infinity.", Refusal(() => Initialization.TorchDefault(0)) },
        { "scale is a finite number, got NaN.", Refusal(() => Initialization.Constant(double.NaN)) },
        { "A dimension must be 0 or more, got [3, -1].", Refusal(() => Shape.Of(3, -1)) },
        { "An input has 1 or more in each dimension, got [3, 0, 8].", Refusal(() => new Input(Shape.Of(3, 0, 8))) },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Reads_back_from_JSON(string kind)
    {
        foreach (var op in SamplesOf(kind))
        {
            var json = Json(op);
            using var document = JsonDocument.Parse(json);

            var read = ConstructJson.Read(document.RootElement, "operator", KnownOperators.Find);

            Assert.Equal(op, read);
            Assert.Equal(op.GetHashCode(), read.GetHashCode());
            Assert.Equal(op.ToString(), read.ToString());
            Assert.Equal(kind, document.RootElement.GetProperty("type").GetString());
            Assert.Equal(op.Parameters, read.Parameters);
            Assert.Equal(op.Buffers, read.Buffers);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Tells_apart_what_differs(string kind)
    {
        var samples = SamplesOf(kind).ToArray();

        Assert.All(samples, sample => Assert.All(samples, other => Assert.Equal(Json(sample) == Json(other), sample == other)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Has_text(string kind) => Assert.All(SamplesOf(kind), op => Assert.Matches($@"^{kind}\(.*\)$", op.ToString()));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Calls_its_own_method_of_a_visitor(string kind) => Assert.Equal(
        kind, SamplesOf(kind).First().Accept(DispatchProxy.Create<IOperatorVisitor<string>, NameOfArgument>()));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Has_traits_that_fit_together(string kind) => Assert.All(SamplesOf(kind), op =>
    {
        Assert.True(!op.IsPooling || (op.Window is not null && op.Parameters.Count == 0), "a pooling has a window only");
        Assert.True(!op.HasChannelFilters || op.Parameters[0].Shape.Rank == 4, "filters are four-dimensional");
        Assert.True(!op.PassesValuesOn || op.Parameters.Count == 0, "what has parameters changes values");
        Assert.True(!op.HasRunningStatistics || op.IsNorm, "running statistics are a norm's");
        Assert.True(!op.IsNorm || op.IsCustom || op.Parameters.Count == 2, "a norm has a factor and a summand");
        Assert.True(op.AsCustomModule is null || op.IsCustom, "a module of one's own is custom");
        Assert.Distinct(op.Parameters.Concat(op.Buffers).Select(tensor => tensor.Name));
        Assert.All(op.Parameters, parameter => Assert.True(parameter.Shape.Elements > 0 || op.IsCustom, parameter.Name));
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Is_random_where_it_can_be_made_so(string kind) => Assert.All(SamplesOf(kind), op =>
    {
        if (op.Randomness == Randomness.None)
        {
            Assert.False(op.IsRandom);
            Assert.Throws<InvalidOperationException>(() => op.WithChance(0.25));
            return;
        }

        Assert.Equal(0.25, op.WithChance(0.25).Chance);
        Assert.Equal(op.GetType(), op.WithChance(0.25).GetType());
        Assert.Equal(op, op.WithChance(op.Chance));
        Assert.False(op.WithChance(0).IsRandom);
        Assert.Throws<ArgumentOutOfRangeException>(() => op.WithChance(double.NaN));
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Refuses_each_bad_argument_by_name(string kind)
    {
        var (constructor, good) = Samples.CallFor(KnownOperators.Find(kind)!);
        foreach (var parameter in constructor.GetParameters())
        {
            foreach (var bad in BadValuesFor(parameter))
            {
                object?[] arguments = [.. good];
                arguments[parameter.Position] = bad;

                var error = Record.Exception(() => constructor.Invoke(arguments))?.InnerException;

                Assert.True(error is ArgumentException, $"{kind} takes {bad ?? "null"} as {parameter.Name}");
                Assert.Contains(parameter.Name!, error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Says_what_was_wrong(string message, string actual) => Assert.Equal(message, actual);

    // Sizes of a custom graph, and what a back end says of a custom module; their constructors check.
    private static readonly Type[] MadeByUsers = [typeof(Size2d), typeof(CustomModule), typeof(CustomTensor)];

    [Fact]
    public void Nothing_of_a_graph_can_be_changed_or_made_past_the_checks()
    {
        var types = typeof(Operator).Assembly.GetExportedTypes()
            .Where(type => type.Namespace == typeof(Operator).Namespace || type.Namespace == typeof(Graph).Namespace)
            .Where(type => type is { IsEnum: false, IsInterface: false })
            .ToArray();

        Assert.All(types, type => Assert.True(type.IsSealed || type == typeof(Operator), type.Name));
        Assert.All(
            types.Where(type => type != typeof(ShapeException)).SelectMany(type => type.GetProperties()),
            property => Assert.Null(property.SetMethod));
        Assert.All(
            types.Where(type => !MadeByUsers.Contains(type)), type => Assert.True(type.GetConstructors().Length == 0, type.Name));
    }

    [Fact]
    public void No_type_test_by_operator_stands_outside_the_operators()
    {
        var names = string.Join("|", Definition<Operator>.All.Select(definition => definition.Name));
        var test = new Regex(
            $@"(\b(is|as|case)\s+(not\s+)?|OfType<|typeof\(|Operator:\s*)(Operators\.)?({names})\b(?!\s*\.)",
            RegexOptions.CultureInvariant);
        var source = Path.Combine(Repository.Root, "src", "Transfer.Dsl");
        var found =
            from file in Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            let path = Path.GetRelativePath(source, file)
            where path.Split(Path.DirectorySeparatorChar)[0] is not ("Operators" or "obj" or "bin")
            from line in File.ReadLines(file)
            where test.IsMatch(line) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
            select $"{path}: {line.Trim()}";

        Assert.Empty(found);
    }

    private static IEnumerable<Operator> SamplesOf(string kind) =>
        Enumerable.Range(0, Salts).Select(salt => (Operator)Samples.Of(KnownOperators.Find(kind)!, salt));

    private static IEnumerable<object?> BadValuesFor(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        return type == typeof(int) ? [-1, int.MinValue]
            : type == typeof(double) ? [double.NaN, double.PositiveInfinity, double.NegativeInfinity]
            : type == typeof(bool) || parameter.Name == "padding" ? []
            : type == typeof(Size2d) ? [default(Size2d), new Size2d(0, 1), new Size2d(1, 0)]
            : type.IsEnum ? [Enum.ToObject(type, 99)]
            : [null];
    }

    private static string Json(Operator op)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            ConstructJson.Write(writer, op);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Conv2d Conv(int channels = 4, Size2d? kernel = null, Size2d? stride = null, int groups = 1) => new(
        channels, 6, kernel ?? 1, stride ?? 1, 0, 1, groups, true, Initialization.Ones, Initialization.Zeros);

    private static string Refusal(Func<object> make) =>
        Assert.ThrowsAny<ArgumentException>(make).Message.Split(" (Parameter '")[0];

    /// <summary>A visitor that gives the name of the class that its method takes.</summary>
    public class NameOfArgument : DispatchProxy
    {
        /// <inheritdoc/>
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.GetParameters()[0].ParameterType.Name;
    }
}
