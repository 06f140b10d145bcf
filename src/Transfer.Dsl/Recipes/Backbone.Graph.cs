using Transfer.Architectures;
using Transfer.Graphs;

namespace Transfer;

// Not linked into the compiler's copy: a recipe over a custom graph is unknown there, and left to the run.
public static partial class Backbone
{
    /// <summary>
    /// Returns a recipe over a custom network that is written as a graph. Unlike a custom module, whose insides are not known,
    /// it has stages, a cut and costs in its plan, all rules apply to it, and a saved plan contains the whole network. Its
    /// weights are random, or those of a file: <c>Pretrained(WeightsFile.At(…))</c>.
    /// </summary>
    /// <param name="name">The network's name, as the plan and saved files show it; none of the built-in ones.</param>
    /// <param name="layers">
    /// Adds the layers. It runs once here and again for each size of input (see <c>InputSize</c>), and has to add the same ones
    /// each time; the last one gives the output, one number a class.
    /// </param>
    /// <param name="head">
    /// The module path of the classifier's last layer, a <c>Linear</c> or a convolution of 1×1: <c>fc</c>, <c>classifier.6</c>.
    /// </param>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    /// <exception cref="ArgumentException">
    /// A name is empty, or that of a built-in backbone; two layers have parameters of one name, nothing reads a layer, or
    /// <paramref name="head"/> is no head.
    /// </exception>
    public static Recipe Graph(string name, Action<GraphBuilder> layers, string head) =>
        new(GraphArchitecture.Of(name, layers, head), []);
}
