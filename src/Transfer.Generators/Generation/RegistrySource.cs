using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Transfer.Common;

namespace Transfer.Generators.Generation;

/// <summary>Writes the class that lists an assembly's recipes.</summary>
internal static class RegistrySource
{
    private const string Class = "Recipes";
    private const string OtherClass = "RecipeRegistry";

    /// <summary>
    /// Returns the project's root namespace; beside a type or namespace that is called so already, the class has another name.
    /// </summary>
    public static RegistryPlace PlaceIn(Compilation compilation, AnalyzerConfigOptions options)
    {
        var space = options.TryGetValue("build_property.RootNamespace", out var root) && root.Length > 0
            ? root
            : compilation.AssemblyName ?? string.Empty;
        var parts = space.Split('.').Select(Identifier).ToArray();
        var own = compilation.Assembly.GlobalNamespace;
        foreach (var part in parts)
        {
            own = own?.GetNamespaceMembers().FirstOrDefault(inner => inner.Name == part);
        }

        return new RegistryPlace(
            string.Join(".", parts.Select(part => SyntaxFacts.GetKeywordKind(part) == SyntaxKind.None ? part : "@" + part)),
            own?.GetMembers(Class).Any() == true ? OtherClass : Class);
    }

    public static string Of(EquatableList<RegistryLine> lines, RegistryPlace place)
    {
        var text = new StringBuilder();
        text.Append(PlanSource.Header).Append($$"""

            namespace {{place.Namespace}}
            {
                /// <summary>The recipes of this assembly.</summary>
                internal static class {{place.Class}}
                {
                    /// <summary>Gets all recipes, ordered by name; none is created before it is asked for.</summary>
                    public static global::System.Collections.Generic.IReadOnlyList<global::Transfer.RecipeEntry> All { get; } =
                        new global::Transfer.RecipeEntry[]
                        {

            """.Replace("\r", string.Empty));
        foreach (var line in lines
            .OrderBy(line => line.Name, StringComparer.Ordinal)
            .ThenBy(line => line.Plan, StringComparer.Ordinal))
        {
            text.Append("                new(\n")
                .Append($"                    {Literal.Text(line.Name)},\n")
                .Append($"                    {Literal.Text(line.Summary)},\n")
                .Append($"                    static () => {line.Plan},\n")
                .Append($"                    static () => {line.Recipe}),\n");
        }

        return text.Append("            };\n    }\n}\n").ToString();
    }

    private static string Identifier(string part)
    {
        var letters = string.Concat(part.Select(letter => SyntaxFacts.IsIdentifierPartCharacter(letter) ? letter : '_'));
        return letters.Length > 0 && SyntaxFacts.IsIdentifierStartCharacter(letters[0]) ? letters : "_" + letters;
    }
}
