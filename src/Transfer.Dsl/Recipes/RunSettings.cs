using System.Collections;
using Transfer.Common;

namespace Transfer.Recipes;

/// <summary>
/// Represents the settings of a run as a whole, beside its phases: those that differ from the defaults, in the order of the
/// recipe. Two are equal when their settings are.
/// </summary>
public sealed partial class RunSettings : Value, IReadOnlyList<RunSetting>
{
    private readonly EquatableList<RunSetting> settings;

    internal RunSettings(EquatableList<RunSetting> settings) => this.settings = settings;

    /// <summary>Gets what holds when a recipe says nothing: cross-entropy, and nothing else.</summary>
    internal static RunSettings Default { get; } = new(EquatableList<RunSetting>.Empty);

    /// <inheritdoc/>
    public int Count => settings.Count;

    /// <inheritdoc/>
    public RunSetting this[int index] => settings[index];

    /// <summary>Returns the setting of a kind.</summary>
    /// <typeparam name="T">The kind: <see cref="EarlyStopping"/>.</typeparam>
    /// <returns>The setting; null where the recipe has none.</returns>
    public T? Find<T>()
        where T : RunSetting => settings.OfType<T>().LastOrDefault();

    /// <inheritdoc/>
    public IEnumerator<RunSetting> GetEnumerator() => settings.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private protected override ArgumentList Describe() => new ArgumentList().AddUnwritten("settings", settings);

    /// <summary>Returns the settings of a recipe: where several set the same, the last.</summary>
    internal static RunSettings Of(IEnumerable<Step> steps)
    {
        var all = steps.OfType<RunSettingStep>().Select(step => step.Setting).ToArray();
        return new RunSettings(all
            .Where((setting, i) => !all.Skip(i + 1).Any(later => later.Definition.TakesThePlaceOf(setting.Definition)))
            .Where(setting => !setting.IsDefault)
            .ToEquatableList());
    }
}
