namespace Transfer.Operators;

/// <summary>A height and a width, in elements.</summary>
/// <param name="Height">The height.</param>
/// <param name="Width">The width.</param>
public readonly record struct Size2d(int Height, int Width)
{
    /// <summary>A square.</summary>
    /// <param name="side">The height and the width.</param>
    public static implicit operator Size2d(int side) => new(side, side);

    /// <summary>The size as <c>3×3</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Height + "×" + Width;
}
