using Transfer.Modules;
using Transfer.Native;
using Transfer.Operators;
using Transfer.Recipes;
using static TorchSharp.torch;

namespace Transfer;

/// <summary>Recipes that start from a custom TorchSharp module.</summary>
public static class BackboneExtensions
{
    extension(Backbone)
    {
        /// <summary>
        /// Returns a custom module as the backbone: <c>Backbone.From("mynet", () => new MyNet(), head: "classifier")</c>.
        /// Recipes name its layers by the paths of <c>named_modules()</c>, and all steps work on its named parameters. What
        /// runs after what is not known: <c>UnfreezeFrom</c> goes by the order of registration (of the fields in the class),
        /// with the head last, a stage is a module at the top, and the plan has no cut and no multiply-adds. Input: what the
        /// plan specifies, N × channels × height × width (see <c>InputSize</c>); output: what the head gives, N × classes.
        /// </summary>
        /// <remarks>
        /// The factory is run here once, for names and shapes, and then for each model. Each time the CPU's global random state
        /// is seeded before (with the recipe's seed, or one drawn) and put back after, so that the same seed gives the same
        /// parameters. A layer counts as a normalization when its class has Norm in its name. A frozen module is kept in
        /// inference, and so is what stands inside a module whose parameters are all frozen: dropout is off there.
        /// <c>Dropout(…)</c> and <c>StochasticDepth(…)</c> reach the new head only: the module's own layers are as its
        /// constructor made them, and so is its stem, whatever <c>InputChannels(…)</c> specifies.
        /// </remarks>
        /// <param name="name">The network's name, as the plan and saved files show it; none of the built-in ones.</param>
        /// <param name="module">Makes a new module each time, always of the same names and shapes.</param>
        /// <param name="head">
        /// The module path of the classifier's last layer, a <c>Linear</c>: <c>fc</c>, <c>classifier.6</c>. For <c>Head(…)</c> of
        /// several layers and for <c>Features()</c>, the field that holds it has to be of a type that can hold any module:
        /// <c>Module&lt;Tensor, Tensor&gt;</c>.
        /// </param>
        /// <returns>A recipe that trains the whole network, from what the factory fills it with.</returns>
        /// <exception cref="ArgumentException">A name is empty, or that of a built-in backbone.</exception>
        /// <exception cref="BackboneModuleException">
        /// The factory gives null or the same module again, the module has no parameters or registers something twice, or
        /// <paramref name="head"/> is not the path of a <c>Linear</c>.
        /// </exception>
        public static Recipe From(string name, Func<nn.Module<Tensor, Tensor>> module, string head)
        {
            CustomBackbone.Check(name, head);
            ArgumentNullException.ThrowIfNull(module);
            TorchNative.EnsureLoaded();
            var (leaves, features) = Read(name, module, head);
            return CustomBackbone.Of(name, leaves, head, features, module);
        }
    }

    private static (IReadOnlyList<(string Path, CustomModule Module)> Leaves, int Features) Read(
        string name, Func<nn.Module<Tensor, Tensor>> module, string head)
    {
        using var made = CustomModuleFactory.Make(name, module, seed: 0);
        var tree = CustomModuleTree.Read(name, made);
        return (tree.Leaves, (int)tree.Head(name, head).in_features);
    }
}
