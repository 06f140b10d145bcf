using System.Globalization;
using System.Reflection;
using System.Xml.Linq;
using Transfer.Architectures;
using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Dsl.Tests.Architectures;

public sealed class LayerConstantTests
{
    private static readonly Assembly Dsl = typeof(Recipe).Assembly;

    private static readonly Lazy<Dictionary<string, string>> Documentation = new(() =>
        XDocument.Load(Path.ChangeExtension(Dsl.Location, ".xml"))
            .Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("summary")?.Value ?? string.Empty));

    public static TheoryData<string> Names() => new(Zoo.Architectures.Select(architecture => architecture.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_module_with_parameters_has_one_constant(string name)
    {
        var architecture = Zoo.Find(name)!;
        var modules = Build(architecture).Parameters
            .SelectMany(parameter => Enumerable.Range(1, ModulePath.Depth(parameter.Name) - 1)
                .Select(depth => ModulePath.Prefix(parameter.Name, depth)))
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(modules, Constants(architecture).Select(Value).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_documentation_gives_the_parameters_and_the_shape(string name)
    {
        var architecture = Zoo.Find(name)!;
        var graph = Build(architecture);
        foreach (var constant in Constants(architecture))
        {
            var path = Value(constant);
            var parameters = graph.Parameters
                .Where(parameter => ModulePath.IsWithin(parameter.Name, path))
                .Sum(parameter => parameter.Shape.Elements)
                .ToString("N0", CultureInfo.InvariantCulture);

            var summary = Documentation.Value[$"F:{constant.DeclaringType!.FullName}.{constant.Name}"];
            Assert.Matches($@"^{path.Replace(".", @"\.")}: \d+(×\d+)* out; {parameters} parameters?\.$", summary);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_recipe_takes_every_constant(string name)
    {
        var architecture = Zoo.Find(name)!;
        var layers = Constants(architecture).Select(Value).ToArray();

        var plan = Backbone.Named(name).FreezeAll().Unfreeze(layers).Compile();

        // What belongs to the network itself (a transformer's class token) lies in no layer.
        var own = plan.Graph.Parameters.Where(parameter => ModulePath.Depth(parameter.Name) == 1);
        Assert.Equal(plan.ParameterCount - own.Sum(parameter => parameter.Shape.Elements), plan.TrainableParameterCount);
    }

    [Fact]
    public void The_constants_of_a_familiar_network_read_as_its_paths()
    {
        Assert.Equal("layer4", ResNet18Layers.Layer4);
        Assert.Equal("layer4.0.downsample.0", ResNet18Layers.Layer4_0_Downsample_0);
        Assert.Equal("features.0", Vgg16Layers.Features_0);
        Assert.Equal(
            "layer4: 512×7×7 out; 8,393,728 parameters.",
            Documentation.Value["F:Transfer.ResNet18Layers.Layer4"]);
    }

    private static Graph Build(Architecture architecture)
    {
        var side = architecture.DefaultWeights.Preprocessing.Crop;
        return architecture.Build(Shape.Of(3, side, side));
    }

    private static FieldInfo[] Constants(Architecture architecture) =>
        Dsl.GetType($"Transfer.{architecture.Method}Layers", throwOnError: true)!
            .GetFields(BindingFlags.Public | BindingFlags.Static);

    private static string Value(FieldInfo constant) => (string)constant.GetRawConstantValue()!;
}
