namespace Transfer.Generators.Tests.Generation;

/// <summary>Every recipe has a file of its own, whatever its neighbours are called.</summary>
public class FileNameTests
{
    [Fact]
    public void Members_that_differ_in_case_alone_are_numbered() => Names(
        """
        using Transfer;
        namespace Shop;
        public static partial class Catalog
        {
            [Recipe("Start")] public static partial Plan Flowers();
            [Recipe("Start")] public static partial Plan FLOWERS();
            [Recipe("Start")] public static partial Plan FlowerS();
            private static Recipe Start => Backbone.ResNet18().Head(10);
        }
        """,
        "Recipes.g.cs Shop.Catalog.FLOWERS.g.cs Shop.Catalog.FlowerS-2.g.cs Shop.Catalog.Flowers-3.g.cs");

    [Fact]
    public void Types_and_namespaces_that_differ_in_case_alone_are_numbered() => Names(
        """
        using Transfer;
        namespace Shop
        {
            public static partial class Catalog { [Recipe("Start")] public static partial Plan Flowers(); }
            public static partial class CATALOG { [Recipe("Start")] public static partial Plan Flowers(); }
            partial class Catalog { private static Recipe Start => Backbone.ResNet18().Head(10); }
            partial class CATALOG { private static Recipe Start => Backbone.ResNet34().Head(10); }
            public partial struct Outer
            {
                internal partial record Inner
                {
                    [Recipe("Start")] public static partial Plan Flowers();
                    private static Recipe Start => Backbone.ResNet18().Head(10);
                }
                internal partial interface INNER
                {
                    [Recipe("Start")] public static partial Plan Flowers();
                    private static Recipe Start => Backbone.ResNet18().Head(10);
                }
            }
        }
        namespace SHOP
        {
            public static partial class Catalog
            {
                [Recipe("Start")] public static partial Plan Flowers();
                private static Recipe Start => Backbone.ResNet18().Head(10);
            }
        }
        """,
        "Recipes.g.cs SHOP.Catalog.Flowers.g.cs Shop-2.CATALOG.Flowers.g.cs Shop-2.Catalog-2.Flowers.g.cs "
        + "Shop-2.Outer.INNER.Flowers.g.cs Shop-2.Outer.Inner-2.Flowers.g.cs");

    [Fact]
    public void One_name_in_two_namespaces_in_none_and_with_two_arities_is_no_clash() => Names(
        """
        using Transfer;
        public static partial class Catalog { [Recipe("Start")] public static partial Plan Flowers(); }
        partial class Catalog { private static Recipe Start => Backbone.ResNet18().Head(10); }
        public static class Catalog<T> { public static Plan Flowers { get; } = Catalog.Flowers(); }
        namespace A
        {
            public static partial class Catalog
            {
                [Recipe("Start")] public static partial Plan Flowers();
                public static Plan Flowers(int classes) => Start.Head(classes).Compile();
                private static Recipe Start => Backbone.ResNet18().Head(10);
            }
        }
        namespace A.B
        {
            public static partial class Catalog { [Recipe("Start")] public static partial Plan Flowers(); }
            partial class Catalog { private static Recipe Start => Backbone.ResNet18().Head(10); }
        }
        """,
        "A.B.Catalog.Flowers.g.cs A.Catalog.Flowers.g.cs Catalog.Flowers.g.cs Recipes.g.cs");

    [Fact]
    public void Underscores_keep_the_names_of_generated_classes_apart() => Names(
        """
        using Transfer;
        public static partial class A_ { [Recipe("Start")] public static partial Plan B(); }
        partial class A_ { private static Recipe Start => Backbone.ResNet18().Head(10); }
        public static partial class A { [Recipe("Start")] public static partial Plan _B(); }
        partial class A { private static Recipe Start => Backbone.ResNet18().Head(10); }
        """,
        "A._B.g.cs A_.B.g.cs Recipes.g.cs");

    private static void Names(string program, string names) =>
        Assert.Equal(names, string.Join(" ", Generate.Sources(program).Keys.Order(StringComparer.Ordinal)));
}
