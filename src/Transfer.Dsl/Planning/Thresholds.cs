using Transfer.Common;

namespace Transfer.Planning;

/// <summary>
/// Represents a threshold of a rule. <c>Compile()</c> uses the default; the analyzer uses the value in a program's
/// .editorconfig, if there is one.
/// </summary>
/// <param name="Rule">The id of the rule that has it.</param>
/// <param name="Name">Its name, as options have it: <c>least_batch</c>.</param>
/// <param name="Default">Its value where nothing else is set.</param>
/// <param name="Meaning">What it is, for the list of options.</param>
internal sealed record Threshold(string Rule, string Name, double Default, string Meaning)
{
    /// <summary>Gets the name of the option in an .editorconfig.</summary>
    public string Option { get; } = $"dotnet_code_quality.{Rule}.{Name}";
}

/// <summary>The values of thresholds.</summary>
internal sealed record Thresholds
{
    private readonly EquatableList<(Threshold Threshold, double Value)> set;

    private Thresholds(EquatableList<(Threshold Threshold, double Value)> set) => this.set = set;

    /// <summary>Gets all defaults.</summary>
    public static Thresholds Default { get; } = new(EquatableList<(Threshold Threshold, double Value)>.Empty);

    /// <summary>Gets the value of a threshold.</summary>
    public double this[Threshold threshold]
    {
        get
        {
            foreach (var (other, value) in set)
            {
                if (ReferenceEquals(other, threshold))
                {
                    return value;
                }
            }

            return threshold.Default;
        }
    }

    /// <summary>Returns the same values but for one.</summary>
    public Thresholds With(Threshold threshold, double value) =>
        new(set.Where(other => !ReferenceEquals(other.Threshold, threshold)).Append((threshold, value)).ToEquatableList());
}
