using Transfer.Optimization;
using Transfer.Recipes;
using Transfer.Training.Runs;

namespace Transfer.Training.Parts;

/// <summary>When the hooks of a setting's part come, in this order, those of one place in the order of the recipe.</summary>
internal enum PartPlace
{
    /// <summary>Before the user's parts, which see what it makes of gradients.</summary>
    First,

    /// <summary>After the user's parts: it has the last word on gradients.</summary>
    Gradients,

    /// <summary>It looks at the network that was measured.</summary>
    Evaluation,

    /// <summary>
    /// It puts other weights into the network that is measured: before all else looks at it, and until all have.
    /// </summary>
    Weights,
}

/// <summary>Makes the parts of runs that do what one kind of setting says.</summary>
internal sealed class PartImplementation : Implementation<RunSetting, PartImplementation>
{
    private readonly Func<RunSetting, RunPart> make;

    private PartImplementation(PartPlace place, Func<RunSetting, RunPart> make) => (Place, this.make) = (place, make);

    /// <summary>Gets when the part's hooks come.</summary>
    public PartPlace Place { get; }

    /// <summary>Adds the implementation of a kind.</summary>
    /// <typeparam name="TSetting">The kind.</typeparam>
    /// <param name="place">When the part's hooks come.</param>
    /// <param name="make">Makes a part of a setting.</param>
    public static PartImplementation Of<TSetting>(PartPlace place, Func<TSetting, RunPart> make)
        where TSetting : RunSetting =>
        Add<TSetting>(new PartImplementation(place, setting => make((TSetting)setting)));

    /// <summary>Makes the part of a setting.</summary>
    public RunPart Make(RunSetting setting) => make(setting);
}
