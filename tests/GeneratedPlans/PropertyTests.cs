using GeneratedPlans.Shop;

namespace GeneratedPlans;

/// <summary>Plans that the compiler of the SDK generates for partial properties, and the list of them.</summary>
public class PropertyTests
{
    [Fact]
    public void A_propertys_plan_is_that_of_the_run()
    {
        Assert.Equal(Catalog.Frozen().Compile(), Catalog.Flowers);
        Assert.Equal(Catalog.Frozen().Compile().ToJson(), Catalog.Flowers.ToJson());
        Assert.Same(Catalog.Flowers, Catalog.Flowers);
    }

    [Fact]
    public void A_methods_plan_is_that_of_the_run() => Assert.Equal(Catalog.Slowly.Compile(), Catalog.PetsOfTwoKinds());

    [Fact]
    public void A_recipe_that_is_not_constant_is_planned_once_when_it_is_first_used()
    {
        Catalog.Inner.Widen();
        Assert.Equal(4, Catalog.Inner.Late.Outputs);
        Catalog.Inner.Widen();
        Assert.Equal(4, Catalog.Inner.Late.Outputs);
    }

    [Fact]
    public void The_list_is_in_the_root_namespace_and_in_order()
    {
        Assert.Equal(["Flowers", "Late", "Lightning", "Pets"], Recipes.All.Select(entry => entry.Name));
        Assert.Equal("Flowers of 102 kinds.", Recipes.All[0].Summary);
        Assert.Same(Catalog.Flowers, Recipes.All[0].Plan);
        Assert.Equal(Catalog.Flowers, Recipes.All[0].CreateRecipe().Compile());
    }
}
