namespace Transfer.Recipes;

// The loss function of a run.
public sealed partial class RunSettings
{
    /// <summary>Gets what training makes small; the default is <see cref="Losses.CrossEntropy"/>.</summary>
    public Loss Loss => Find<LossSetting>()?.Loss ?? Losses.CrossEntropy();
}
