namespace Transfer.Tests.Serialization;

/// <summary>Each defect is made in a good document; the error names what is wrong and where.</summary>
public class BadJsonTests
{
    private static readonly string Good = Recipes.Headline.Compile().ToJson();

    [Theory]
    [InlineData(
        "\"MaxPool2d\"",
        "\"Foo\"",
        "$.graph.nodes[4].operator: unknown operator \"Foo\"; the known ones are Activation, AdaptiveAvgPool2d")]
    [InlineData("\"type\":\"MaxPool2d\",", "", "$.graph.nodes[4].operator: an operator is an object with a \"type\"")]
    [InlineData(
        "\"type\":\"Sgd\"",
        "\"type\":\"Sgdd\"",
        "$.phases[0].optimizer: unknown optimizer \"Sgdd\"; the known ones are Adagrad, Adam,")]
    [InlineData("\"kernel\":3,\"stride\":2,", "\"stride\":2,", "$.graph.nodes[4].operator: MaxPool2d: kernel: it is missing")]
    [InlineData("\"kernel\":3,\"stride\":2,", "\"kernel\":\"3\",\"stride\":2,", "$.graph.nodes[4].operator: MaxPool2d: kernel: ")]
    [InlineData(
        "\"kernel\":3,\"stride\":2,",
        "\"kernel\":[3],\"stride\":2,",
        "$.graph.nodes[4].operator: MaxPool2d: kernel: a size is a number or two in an array, got [3]")]
    [InlineData(
        "\"kernel\":3,\"stride\":2,",
        "\"kernel\":3,\"kernel\":3,\"stride\":2,",
        "$.graph.nodes[4].operator: \"kernel\" is there twice")]
    [InlineData(
        "\"kernel\":3,\"stride\":2,",
        "\"kernel\":3,\"stride\":0,",
        "$.graph.nodes[4].operator: MaxPool2d: stride must be 1 or more in each direction, got 0×0.")]
    [InlineData(
        "{\"type\":\"Normal\",",
        "{\"type\":\"Nrmal\",",
        "Conv2d: weightInitialization: type: \"Nrmal\" is not known; the known ones are Constant, Normal,")]
    [InlineData(
        "\"scale\":0}", "\"scale\":\"a\"}", "$.graph.nodes[1].operator: Conv2d: biasInitialization: scale: a number is expected")]
    [InlineData("{\"type\":\"Constant\",\"scale\":0}", "{}", "$.graph.nodes[1].operator: {} has no \"type\"")]
    [InlineData(
        "\"scale\":0}",
        "\"scale\":0,\"bound\":1}",
        "$.graph.nodes[1].operator: Conv2d: biasInitialization: bound: Constant has no such argument")]
    [InlineData(
        "\"kind\":\"ReLU\"",
        "\"kind\":\"RELUX\"",
        "$.graph.nodes[3].operator: Activation: kind: one of ReLU, ReLU6,",
        "got \"RELUX\"")]
    [InlineData("\"kind\":\"ReLU\"", "\"kind\":0", "$.graph.nodes[3].operator: Activation: kind: a text is expected")]
    [InlineData(
        "\"format\": 2",
        "\"format\": 3",
        "$.format: written by a newer version of Transfer, in format 3; this version reads up to 2")]
    [InlineData(
        "\"format\": 2",
        "\"format\": 1",
        "$.format: written by an older version of Transfer, in format 1",
        "compile the recipe again")]
    [InlineData("\"format\": 2", "\"format\": 0", "$.format: ", "got 0")]
    [InlineData("\"format\": 2", "\"format\": \"1\"", "$.format: ", "got \"1\"")]
    [InlineData("\"format\": 2", "\"version\": 1", "$: a plan is an object with a \"format\" number")]
    [InlineData("\"batchSize\": 32", "\"batchSize\": 3.2", "$.batchSize: ")]
    [InlineData("\"batchSize\": 32", "\"batchSize\": 0", "$.batchSize: a number from 1 is expected, got 0")]
    [InlineData("\"batchSize\": 32", "\"bachSize\": 32", "$.bachSize: ")]
    [InlineData("\"batchSize\": 32,", "", "$: ", "'batchSize'")]
    [InlineData("\"batchSize\": 32,", "\"batchSize\": 32", "The plan is no JSON: ", "LineNumber")]
    [InlineData("\"epochs\": 5", "\"epochs\": 0", "$.phases[0].epochs: ")]
    [InlineData("\"recipe\": [", "\"recipe\": [null,", "$.recipe[0]: null")]
    [InlineData("\"nodes\": [", "\"nodes\": [null,", "$.graph.nodes[0]: null")]
    [InlineData("\"parameters\": [\n    {", "\"parameters\": [null,{", "$.parameters[0]: null")]
    [InlineData("\"groups\": [", "\"groups\": [null,", "$.phases[0].groups[0]: null")]
    [InlineData("\"phases\": [", "\"phases\": [null,", "$.phases[0]: null")]
    [InlineData("\"findings\": []", "\"findings\": [null]", "$.findings[0]: null")]
    [InlineData("\"declared\": []", "\"declared\": [null]", "$.graph.declared[0]: null")]
    [InlineData("\"inputs\":[0]", "\"inputs\":null", "$.graph.nodes[1].inputs: ")]
    [InlineData("\"inputs\":[0]", "\"inputs\":[1]", "$.graph.nodes[1].inputs[0]: a node reads nodes before it, 0 to 0, not 1")]
    [InlineData("\"inputs\":[0]", "\"inputs\":[0,0]", "$.graph.nodes[1].operator: Conv2d: takes one input, got 2")]
    [InlineData(
        "\"output\":[64,112,112]",
        "\"output\":[64,112,113]",
        "$.graph.nodes[1].output: Conv2d gives [64, 112, 112] here, not [64, 112, 113]")]
    [InlineData("\"inChannels\":3", "\"inChannels\":4", "$.graph.nodes[1].operator: Conv2d: takes 4 channels, got [3, 224, 224]")]
    [InlineData("\"groups\":1,", "\"groups\":0,", "$.graph.nodes[1].operator: Conv2d: groups must be 1 or more, got 0.")]
    [InlineData(
        "\"groups\":1,",
        "\"groups\":7,",
        "$.graph.nodes[1].operator: Conv2d: groups divides the channels of input and output, got 7 groups for 3 and 64 "
        + "channels.")]
    [InlineData(
        "\"type\":\"Input\",\"shape\":[3,224,224]",
        "\"type\":\"Identity\"",
        "$.graph.nodes[0].operator: Identity: takes one input, got 0")]
    [InlineData("\"headPath\": \"fc\"", "\"headPath\": \"f\"", "$.graph.headPath: no node has the path \"f\"")]
    [InlineData(
        "\"path\":\"layer1.0.conv2\"",
        "\"path\":\"layer1.0.conv1\"",
        "$.graph.nodes[8].path: a node before has \"layer1.0.conv1.weight\" already")]
    [InlineData(
        "{\"name\":\"conv1.weight\",\"shape\":[64,3,7,7]",
        "{\"name\":\"conv1.weight\",\"shape\":[64,3,7,6]",
        "$.parameters[0]: the graph has \"conv1.weight\" [64, 3, 7, 7] here, not \"conv1.weight\" [64, 3, 7, 6]")]
    [InlineData(
        "{\"name\":\"conv1.weight\",\"shape\":[64,3,7,7],\"provenance\":\"Pretrained\"},",
        "",
        "$.parameters[0]: the graph has \"conv1.weight\"",
        "not \"bn1.weight\" [64]")]
    [InlineData(
        ",\n    {\"name\":\"fc.bias\",\"shape\":[10],\"provenance\":\"New\"}",
        "",
        "$.parameters: the graph has 62 parameters, not 61")]
    [InlineData(
        "[\"fc.weight\",\"fc.bias\"]",
        "[\"fc.weight\",\"fc.b\"]",
        "$.phases[0].groups[1].parameters[1]: the graph has no parameter \"fc.b\"")]
    [InlineData(
        "[\"fc.weight\",\"fc.bias\"]",
        "[\"fc.weight\",\"layer4.0.bn1.bias\"]",
        "$.phases[0].groups[1].parameters[1]: \"layer4.0.bn1.bias\" is in the group \"layer4\" already")]
    [InlineData(
        "\"inferenceNodes\": [2,",
        "\"inferenceNodes\": [200,",
        "$.phases[0].inferenceNodes[0]: the graph has the nodes 0 to 69, not 200")]
    [InlineData("{\"node\":50", "{\"node\":-1", "$.phases[0].cut.node: the graph has the nodes 0 to 69, not -1")]
    [InlineData(
        "\"shape\":[256,14,14]",
        "\"shape\":[256,14,15]",
        "$.phases[0].cut.shape: node 50 gives [256, 14, 14], not [256, 14, 15]")]
    public void Defect(string good, string bad, params string[] parts)
    {
        var at = Good.IndexOf(good, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The document has no {good}");
        var json = Good[..at] + bad + Good[(at + good.Length)..];

        var error = Assert.Throws<FormatException>(() => Plan.FromJson(json));

        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"patience\":3", "\"patience\":0", "$.training[0]: EarlyStopping: patience must be 1 or more, got 0")]
    [InlineData("\"leastChange\":0", "\"leastChange\":-1", "$.training[0]: EarlyStopping: leastChange must be 0 or more, got -1")]
    [InlineData("\"norm\":2", "\"norm\":0", "$.training[1]: ClipGradients: norm must be above 0, got 0")]
    [InlineData("\"decay\":0.999", "\"decay\":1", "$.training[2]: AverageWeights: decay must be at least 0 and below 1, got 1")]
    [InlineData(
        "\"labelSmoothing\":0.1",
        "\"labelSmoothing\":2",
        "$.training[3]: Loss: labelSmoothing must be a probability from 0 to 1, got 2")]
    public void Numbers_of_a_run_are_checked_as_the_language_checks_them(string good, string bad, string message)
    {
        var json = Backbone.ResNet18().Pretrained().Head(3)
            .EarlyStopping(3)
            .ClipGradients(2)
            .AverageWeights(0.999)
            .Loss(Losses.CrossEntropy(0.1))
            .Compile()
            .ToJson();
        Assert.Contains(good, json, StringComparison.Ordinal);

        var error = Assert.Throws<FormatException>(() => Plan.FromJson(json.Replace(good, bad, StringComparison.Ordinal)));

        Assert.Equal($"The plan is wrong at {message}.", error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"format\":1}")]
    [InlineData("{\"format\":1,\"graph\":{\"nodes\":[1,{},{\"operator\":2},{\"operator\":{\"type\":3}}]}}")]
    [InlineData("Backbone.ResNet18()")]
    public void Not_a_plan(string json) => Assert.Throws<FormatException>(() => Plan.FromJson(json));

    [Fact]
    public void Half_of_a_surrogate_pair() => Assert.Throws<FormatException>(() => Plan.FromJson("\"" + '\ud800' + "\""));

    [Fact]
    public void Cut_short_anywhere()
    {
        // A document that was cut off never reads as a smaller plan.
        for (var length = 0; length < Good.Length; length += 97)
        {
            Assert.Throws<FormatException>(() => Plan.FromJson(Good[..length]));
        }
    }

    [Fact]
    public void Null_is_named() =>
        Assert.Equal("json", Assert.Throws<ArgumentNullException>(() => Plan.FromJson(null!)).ParamName);
}
