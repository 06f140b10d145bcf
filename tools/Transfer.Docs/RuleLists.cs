using Transfer.Generators.Analyzers;
using Transfer.Generators.Rules;
using Transfer.Rules;

namespace Transfer.Docs;

/// <summary>
/// The lists of the rules in code, where reflection is too slow (in the compiler) or not there (ahead of time).
/// </summary>
internal static class RuleLists
{
    public static IEnumerable<WrittenFile> Files =>
    [
        new("src/Transfer.Dsl/Rules/RuleSet.Written.cs", _ => List(Rules.All.OfType<Rule>(), typeof(RuleSet), typeof(Rule))),
        new(
            "src/Transfer.Generators/Analyzers/CompilerRules.Written.cs",
            _ => List(Rules.All.OfType<CompilerRule>(), typeof(CompilerRules), typeof(CompilerRule))),
    ];

    private static string List(IEnumerable<RuleMetadata> rules, Type list, Type element)
    {
        var usings = rules.Select(rule => rule.GetType().Namespace!)
            .Append(element.Namespace!)
            .Where(space => space != list.Namespace)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(space => $"using {space};\n")
            .ToArray();
        return $$"""
            // Written by tools/Transfer.Docs from the rules that there are.
            {{string.Concat(usings)}}{{(usings.Length > 0 ? "\n" : string.Empty)}}namespace {{list.Namespace}};

            internal static partial class {{list.Name}}
            {
                private static {{element.Name}}[] Written() =>
                [
            {{string.Concat(rules.Select(rule => $"        new {rule.GetType().Name}(),\n"))}}    ];
            }

            """.ReplaceLineEndings("\n");
    }
}
