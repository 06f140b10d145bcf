namespace Transfer;

/// <summary>
/// Makes a custom TorchSharp module a named backbone: on a class that derives from <c>Module&lt;Tensor, Tensor&gt;</c>, it
/// generates <c>Backbone.MyNet()</c>, and the layer names as constants, <c>MyNetLayers</c>.
/// </summary>
/// <remarks>
/// The method takes what the class's constructor takes, and is an extension member of C# 14; in an older C# it is
/// <c>MyNetBackbone.Create()</c>. It is found where the class's namespace is in scope.
/// </remarks>
/// <example><code>
/// [Backbone(Head = "classifier")]
/// public sealed class MyNet : Module&lt;Tensor, Tensor&gt;
/// </code></example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class BackboneAttribute : Attribute
{
    /// <summary>
    /// Gets or sets the module path of the classifier's last layer, a <c>Linear</c>: <c>fc</c>, <c>classifier.6</c>. There is
    /// no default: it has to be given.
    /// </summary>
    public string? Head { get; set; }

    /// <summary>
    /// Gets or sets the network's name, as plans and saved files show it; the default is the class's in lower case.
    /// </summary>
    public string? Name { get; set; }
}
