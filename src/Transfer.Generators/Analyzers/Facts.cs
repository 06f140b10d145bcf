using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Transfer.Generators.Analyzers;

/// <summary>What a diagnostic carries beside its message, for those who act on it.</summary>
internal static class Facts
{
    /// <summary>The recipe's step that it is about, from 0; -1 for the backbone.</summary>
    public const string Step = "step";

    /// <summary>The step's layer argument that it is about, from 0; -1 for the step itself.</summary>
    public const string Argument = "argument";

    public static Diagnostic Diagnostic(PlacedFinding finding) => Microsoft.CodeAnalysis.Diagnostic.Create(
        Descriptors.ById[finding.Rule],
        finding.Place,
        ImmutableDictionary<string, string?>.Empty
            .Add(Step, finding.Step.ToString(CultureInfo.InvariantCulture))
            .Add(Argument, finding.Argument.ToString(CultureInfo.InvariantCulture)),
        finding.Message);
}
