namespace Transfer.Generators.Generation;

/// <summary>The ids of the rules about <see cref="RecipeAttribute"/>.</summary>
internal static class Misuses
{
    /// <summary>Nothing can be added to the member or its type.</summary>
    public const string NotPartial = "TRF201";

    /// <summary>The member is an instance's.</summary>
    public const string NotStatic = "TRF202";

    /// <summary>The member gives no plan.</summary>
    public const string WrongType = "TRF203";

    /// <summary>There is no recipe for it.</summary>
    public const string Companion = "TRF204";

    /// <summary>The recipe is known at run time only.</summary>
    public const string NotConstant = "TRF205";

    /// <summary>Two recipes have one name.</summary>
    public const string SameName = "TRF206";
}
