using System.Reflection;
using Transfer.Common;
using Transfer.Graphs;
using Transfer.Operators;
using Transfer.Recipes;

namespace Transfer.Tests.Constructs;

/// <summary>
/// Values of every kind of the language, made by reflection with whatever numbers their checks let through: a new kind is among
/// them without a line here.
/// </summary>
internal static class Samples
{
    /// <summary>
    /// All kinds that are defined, found where factories stand: classes with a <c>Find</c> that gives definitions.
    /// </summary>
    public static IReadOnlyList<Definition> Definitions { get; } =
    [
        .. from type in typeof(Recipe).Assembly.GetTypes()
           from find in type.GetMethods(
               BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
           where find.Name == "Find" && typeof(Definition).IsAssignableFrom(find.ReturnType) && !type.IsGenericType
               && find.GetParameters().Length == 1
           let load = find.Invoke(null, [string.Empty])
           let all = (IEnumerable<Definition>)find.ReturnType.GetProperty("All")!.GetValue(null)!
           from definition in all
           select definition,
    ];

    /// <summary>The kinds of values that stand in recipes, and not in graphs.</summary>
    public static IReadOnlyList<Definition> OfRecipes { get; } =
    [
        .. Definitions.Where(definition => definition.Type.Namespace != typeof(Operator).Namespace),
    ];

    /// <summary>Those of them that a recipe names by a method: all but augmentations of a user's own.</summary>
    public static IReadOnlyList<Definition> Written { get; } =
    [
        .. OfRecipes.Where(
            definition =>
                definition.Type != typeof(CustomImageAugmentation) && definition.Type != typeof(CustomBatchAugmentation)),
    ];

    /// <summary>What a test calls a kind.</summary>
    public static string NameOf(Definition definition) => $"{definition.Type.Name} {definition.Prefix}{definition.Name}";

    /// <summary>The kind that a test calls so.</summary>
    public static Definition Find(string name) => Definitions.Single(definition => NameOf(definition) == name);

    /// <summary>A value of a kind.</summary>
    /// <param name="definition">The kind.</param>
    /// <param name="salt">Another one gives other numbers.</param>
    public static Construct Of(Definition definition, int salt = 0)
    {
        var (constructor, arguments) = CallFor(definition, salt);
        return (Construct)constructor.Invoke(arguments);
    }

    /// <summary>A call that makes a value of a kind.</summary>
    /// <param name="definition">The kind.</param>
    /// <param name="salt">Another one gives other numbers.</param>
    public static (ConstructorInfo Constructor, object?[] Arguments) CallFor(Definition definition, int salt = 0)
    {
        var constructor = definition.Type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .OrderByDescending(one => one.GetParameters().Length)
            .First();
        Construct? other = null;
        for (var attempt = 0; attempt < 500; attempt++)
        {
            // Of kinds that share a class (ClipGradients, ClipGradientValues) one attempt is the wanted one.
            var random = new Random((salt * 1000) + attempt);
            object?[] arguments = definition.Type == typeof(WeightsSource.Entry)
                ? ["IMAGENET1K_V" + random.Next(1, 3)]
                : [.. constructor.GetParameters().Select(parameter => Value(parameter.ParameterType, random))];
            other = Make(constructor, arguments) as Construct;
            if (other?.DefinedBy == definition)
            {
                return (constructor, arguments);
            }
        }

        throw new InvalidOperationException(
            $"No sample of {definition.Prefix}{definition.Name}: "
            + (other is null
                ? "its checks refuse all that was tried."
                : $"{definition.Type.Name} is defined by {other.DefinedBy.Prefix}{other.DefinedBy.Name} (DefinedBy)."));
    }

    /// <summary>Pairs of values of a kind, made with the same arguments but for one, whose name comes with them.</summary>
    /// <param name="definition">The kind.</param>
    /// <param name="salts">How many pairs are tried of each argument.</param>
    public static IEnumerable<(string Argument, Construct One, Construct Other)> Pairs(Definition definition, int salts = 10) =>
        from salt in Enumerable.Range(0, salts)
        let first = CallFor(definition, salt)
        let second = CallFor(definition, salt + salts)
        from parameter in first.Constructor.GetParameters()
        where !Equals(first.Arguments[parameter.Position], second.Arguments[parameter.Position])
        let mixed = first.Arguments.Select((value, i) => i == parameter.Position ? second.Arguments[i] : value).ToArray()
        let other = Make(first.Constructor, mixed) as Construct
        where other?.DefinedBy == definition
        select (parameter.Name!, (Construct)first.Constructor.Invoke(first.Arguments), other);

    /// <summary>A value for a parameter of a type; null where there is no saying what it is.</summary>
    public static object? ArgumentOf(Type type, int salt)
    {
        try
        {
            return Value(type, new Random(salt));
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A step that holds a value of the language; null for what stands in no step of its own.</summary>
    public static Step StepWith(Construct value) => value switch
    {
        Step step => step,
        RunSetting setting => new RunSettingStep(setting),
        OptimizerSettings optimizer => new OptimizerStep(optimizer),
        Schedule schedule => new ScheduleStep(schedule),
        Loss loss => new RunSettingStep(new LossSetting(loss)),
        Augmentation augmentation => new RunSettingStep(new AugmentSetting([augmentation])),
        WeightsSource source => new PretrainedStep(source),
        HeadLayer layer => new HeadStep([layer, new HeadLayer.Linear(3)]),
        _ => throw new InvalidOperationException($"Say in which step a {value.GetType().Name} stands."),
    };

    /// <summary>A recipe that holds a value: in a phase, where it stands in no other place.</summary>
    public static Recipe RecipeWith(Construct value)
    {
        var step = StepWith(value);
        var isOfPhase = (step.Definition.Scope & StepScope.Run) == 0;
        return new Recipe(
            Backbone.ResNet18().Architecture, [isOfPhase ? new PhaseStep("only", 2, EquatableList.Of(step)) : step]);
    }

    private static object? Make(ConstructorInfo constructor, object?[] arguments)
    {
        try
        {
            return constructor.Invoke(arguments);
        }
        catch (TargetInvocationException refused) when (refused.InnerException is ArgumentException)
        {
            return null;
        }
    }

    private static object? Value(Type type, Random random)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return random.Next(3) == 0 ? null : Value(inner, random);
        }

        return type == typeof(int) ? random.Next(1, 12)
            : type == typeof(double) ? random.Next(1, 100) / 100.0
            : type == typeof(bool) ? random.Next(2) == 0
            : type == typeof(string) ? $"layer{random.Next(1, 5)}"
            : type.IsEnum ? Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length))
            : type == typeof(IReadOnlyList<int>) ? Enumerable.Range(1, 3).Select(i => (i * 4) - random.Next(3)).ToArray()
            : type == typeof(IReadOnlyList<double>) ? new[] { 0.5, random.Next(1, 9), 2 }
            : type == typeof(IReadOnlyList<string>) ? new[] { "layer3", $"layer4.{random.Next(2)}" }
            : type == typeof(
                IReadOnlyList<HeadLayer>) ? new HeadLayer[] { new HeadLayer.Activation(ActivationKind.GELU),
                new HeadLayer.Linear(4) }
            : type == typeof(
                IReadOnlyList<Augmentation>) ? new Augmentation[] { Augmentations.HorizontalFlip(), Augmentations.MixUp() }
            : type == typeof(Size2d) ? new Size2d(random.Next(1, 5), random.Next(1, 5))
            : type == typeof(Shape) ? Shape.Of([.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(1, 9))])
            : type == typeof(EquatableList<int>) ? new EquatableList<int>(Enumerable.Range(0, 4).OrderBy(_ => random.Next()))
            : type == typeof(EquatableList<CustomTensor>)
                ? EquatableList.Of(
                    (CustomTensor)OneOf(typeof(CustomTensor), random), (CustomTensor)OneOf(typeof(CustomTensor), random))
            : type == typeof(EquatableList<Step>) ? EquatableList.Of<Step>(new UnfreezeStep(["layer4"]), new FreshOptimizerStep())
            : type.IsAssignableTo(typeof(Construct)) ? OneOf(type, random)
            : throw new InvalidOperationException($"Say what a sample of {type} is.");
    }

    private static Construct OneOf(Type type, Random random)
    {
        var kinds = Definitions.Where(definition => definition.Type.IsAssignableTo(type)).ToArray();
        return Of(kinds[random.Next(kinds.Length)], random.Next(1000));
    }
}
