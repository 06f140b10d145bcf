extern alias generators;

using System.Reflection;
using generators::Transfer.Common;
using generators::Transfer.Generators.Generation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Transfer.Generators.Tests.Generation;

/// <summary>What an edit makes the generator do again.</summary>
public class CachingTests
{
    private const string One =
        "using Transfer; partial class C { [Recipe] public static partial Plan P(); static Recipe PRecipe => "
        + "Backbone.ResNet18().Head(Sizes.P); }";
    private const string Two =
        "using Transfer; partial class C { [Recipe] public static partial Plan Q(); static Recipe QRecipe => "
        + "Backbone.ResNet18().Head(Sizes.Q); }";
    private const string Sizes = "class Sizes { public const int P = 3; public const int Q = 4; }";

    [Fact]
    public void An_edit_elsewhere_does_nothing_again()
    {
        var steps = After("class Other { int a; }");
        Assert.All(steps, step => Assert.All(step.Reasons, reason =>
            Assert.True(
                reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{step.Name}: {reason}")));
        Assert.All(
            steps.Where(step => step.Name == "Sources"),
            step => Assert.All(step.Reasons, reason => Assert.Equal(IncrementalStepRunReason.Cached, reason)));
    }

    [Fact]
    public void A_new_number_in_another_file_plans_the_one_recipe_that_uses_it()
    {
        var sources = After("class Other;", Sizes.Replace("P = 3", "P = 5", StringComparison.Ordinal))
            .Single(step => step.Name == "Sources");
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], sources.Reasons);
    }

    [Fact]
    public void A_space_in_a_recipe_plans_nothing()
    {
        var sources = After("class Other;", Sizes, One.Replace(".Head", " . Head", StringComparison.Ordinal))
            .Single(step => step.Name == "Sources");
        Assert.All(sources.Reasons, reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void A_new_recipe_leaves_the_others()
    {
        var other =
            "using Transfer; partial class D { [Recipe] public static partial Plan R(); static Recipe RRecipe => "
            + "Backbone.AlexNet().Head(2); }";
        var steps = After(other);
        Assert.Equal(
            [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached, IncrementalStepRunReason.New],
            steps.Single(step => step.Name == "Sources").Reasons);
        Assert.Contains(steps, step => step.Name == "Registry" && step.Reasons.Contains(IncrementalStepRunReason.Modified));
    }

    [Fact]
    public void What_steps_hand_on_is_plain_data()
    {
        var seen = new HashSet<Type>();
        Type[] models =
            [typeof(RecipeModel), typeof(RecipeSource), typeof(RegistryLine), typeof(RegistryPlace), typeof(BackboneModel)];
        foreach (var model in models)
        {
            Walk(model, seen);
        }

        Assert.True(seen.Count > 40, $"{seen.Count} types");
    }

    private static void Walk(Type type, HashSet<Type> seen)
    {
        // Of each definition of the language there is one in a process.
        if (!seen.Add(type)
            || type.IsPrimitive
            || type.IsEnum
            || type == typeof(string)
            || typeof(Definition).IsAssignableFrom(type))
        {
            return;
        }

        if (type.IsArray || Nullable.GetUnderlyingType(type) is not null || type.Name == "EquatableList`1")
        {
            Walk(type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[0], seen);
            return;
        }

        var own = typeof(RecipeModel).Assembly;
        Assert.True(type.Assembly == own, $"{type} is none of ours");
        Assert.True(
            typeof(IEquatable<>).MakeGenericType(type).IsAssignableFrom(type)
                || typeof(IEquatable<Value>).IsAssignableFrom(type),
            $"{type} is not compared by value");
        for (var part = type; part is not null && part != typeof(object) && part != typeof(Construct); part = part.BaseType)
        {
            const BindingFlags Own =
                BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;
            foreach (var field in part.GetFields(Own))
            {
                Walk(field.FieldType, seen);
            }
        }

        foreach (var kind in own.GetTypes().Where(candidate => candidate.BaseType == type))
        {
            Walk(kind, seen);
        }
    }

    /// <summary>Runs the generator on a program, then on the same program with other files; what its steps did then.</summary>
    private static IReadOnlyList<(string Name, IReadOnlyList<IncrementalStepRunReason> Reasons)> After(
        string other, string? sizes = null, string? one = null)
    {
        var program = Generate.Compilation(One, Two, Sizes, "class Other;");
        var driver = Generate.Driver().RunGenerators(program);
        var trees = program.SyntaxTrees;
        foreach (var (tree, text) in trees.Zip(new[] { one ?? One, Two, sizes ?? Sizes, other }))
        {
            if (tree.ToString() != text)
            {
                program = program.ReplaceSyntaxTree(
                    tree, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)tree.Options, tree.FilePath));
            }
        }

        var steps = driver.RunGenerators(program).GetRunResult().Results.Single().TrackedSteps;
        return new[] { "Members", "Sources", "Place", "Registry" }
            .Select(
                name => (
                    name,
                    (IReadOnlyList<IncrementalStepRunReason>)[
                        .. steps[name].SelectMany(step => step.Outputs).Select(output => output.Reason)]))
            .ToArray();
    }
}
