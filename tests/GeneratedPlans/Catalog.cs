using Transfer;
using Transfer.Examples.Gallery;

namespace GeneratedPlans.Shop;

/// <summary>Recipes in the forms that a program has them in.</summary>
internal static partial class Catalog
{
    private const int Classes = 102;

    /// <summary>Flowers of 102 kinds.</summary>
    [Recipe]
    public static partial Plan Flowers { get; }

    [Recipe(nameof(Slowly), Name = "Pets")]
    internal static partial Plan PetsOfTwoKinds();

    private static Recipe FlowersRecipe => Backbone.ResNet18().Pretrained().FreezeAll().Head(Classes);

    internal static Recipe Slowly { get; } =
        Backbone.ConvNeXtTiny().Pretrained().Head(2).TwoPhase(2, 6).Optimizer(Optimizers.AdamW(1e-4, weightDecay: 0.05));

    public static Recipe Frozen() => FlowersRecipe;

    internal partial record struct Inner
    {
        private static int classes = 3;

        [Recipe(nameof(Start))]
        internal static partial Plan Late { get; }

        internal static Recipe Start() => Backbone.ResNet18().Pretrained().FreezeAll().Head(classes);

        public static void Widen() => classes++;
    }
}

internal static partial class CustomPlanModule
{
    [Recipe]
    public static partial Plan Lightning { get; }

    internal static Recipe LightningRecipe => new LightningOwnModule().AsDocumented;
}
