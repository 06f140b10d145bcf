using Transfer.Common;

namespace Transfer;

/// <summary>An optimizer with its numbers; make one with <see cref="Optimizers"/>.</summary>
public abstract class OptimizerSettings : Construct
{
    private protected OptimizerSettings(double learningRate, double weightDecay)
    {
        LearningRate = Argument.LearningRate(learningRate);
        WeightDecay = Argument.NotNegative(weightDecay, nameof(weightDecay));
    }

    /// <summary>Gets the learning rate of every parameter that no group gives another.</summary>
    public double LearningRate { get; private set; }

    /// <summary>Gets the weight decay.</summary>
    public double WeightDecay { get; }

    /// <summary>Gets whether a step evaluates the loss several times, as L-BFGS does.</summary>
    public bool NeedsClosure => Traits.NeedsClosure;

    /// <summary>Gets what plans and rules have to know about this kind of optimizer.</summary>
    internal abstract OptimizerTraits Traits { get; }

    /// <summary>
    /// Returns the learning rate at which a step has a size, in the scale of <see cref="OptimizerTraits.Scale"/>.
    /// </summary>
    internal virtual double RateOfStep(double step) => step;

    /// <summary>Returns the same optimizer at another learning rate.</summary>
    internal OptimizerSettings At(double learningRate)
    {
        var copy = (OptimizerSettings)Copy();
        copy.LearningRate = Argument.LearningRate(learningRate);
        return copy;
    }
}

/// <summary>The optimizers; defaults are those of PyTorch.</summary>
public static partial class Optimizers
{
    internal const double AdamWWeightDecay = 0.01;
    internal const double Beta1 = 0.9;
    internal const double Beta2 = 0.999;
    internal const double Epsilon = 1e-8;

    private const string Prefix = nameof(Optimizers) + ".";

    // Explicit, so that the definitions in all files of this class are there before its first method runs.
    static Optimizers()
    {
    }

    /// <summary>Returns the kind of a name; null when there is none.</summary>
    internal static Definition<OptimizerSettings>? Find(string name) => Definition<OptimizerSettings>.Find(name);
}

/// <summary>Represents what plans, rules and back ends have to know about a kind of optimizer.</summary>
/// <param name="Scale">Which learning rates are usual.</param>
/// <param name="NeedsClosure">Whether it evaluates the loss several times a step, as L-BFGS does.</param>
/// <param name="TakesGroups">Whether parameter groups may have rates and weight decays of their own.</param>
internal sealed record OptimizerTraits(RateScale Scale, bool NeedsClosure = false, bool TakesGroups = true);

/// <summary>Families of optimizers whose usual learning rates are alike.</summary>
internal enum RateScale
{
    /// <summary>The learning rate does not determine the size of a step.</summary>
    None,

    /// <summary>Steps as large as the gradient times the rate.</summary>
    Sgd,

    /// <summary>Steps about as large as the rate itself, whatever the gradient.</summary>
    Adam,

    /// <summary>As Adam's, with no mean of the gradient.</summary>
    RMSprop,

    /// <summary>Steps that get smaller as squared gradients add up.</summary>
    Adagrad,
}
