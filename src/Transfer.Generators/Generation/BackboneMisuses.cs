namespace Transfer.Generators.Generation;

/// <summary>The ids of the rules about <see cref="BackboneAttribute"/>.</summary>
internal static class BackboneMisuses
{
    /// <summary>The class is no module from tensor to tensor.</summary>
    public const string WrongType = "TRF207";

    /// <summary>Nobody can make one.</summary>
    public const string NotMakeable = "TRF208";

    /// <summary>There is no head.</summary>
    public const string Head = "TRF209";

    /// <summary>A built-in backbone has the name.</summary>
    public const string Name = "TRF210";

    /// <summary>Two backbones have one name.</summary>
    public const string SameName = "TRF211";

    /// <summary>Nothing is registered.</summary>
    public const string NothingRegistered = "TRF212";
}
