using Transfer.Common;

namespace Transfer.Operators;

/// <summary>Represents a height and a width, in elements.</summary>
public readonly record struct Size2d
{
    /// <summary>Initializes a new instance of the <see cref="Size2d"/> struct.</summary>
    /// <param name="height">The height, 0 or more.</param>
    /// <param name="width">The width, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is negative.</exception>
    public Size2d(int height, int width)
    {
        Height = Argument.NotNegative(height, nameof(height));
        Width = Argument.NotNegative(width, nameof(width));
    }

    /// <summary>Gets the height.</summary>
    public int Height { get; }

    /// <summary>Gets the width.</summary>
    public int Width { get; }

    /// <summary>Converts a number to a square size.</summary>
    /// <param name="side">The height and the width, 0 or more.</param>
    public static implicit operator Size2d(int side) => new(side, side);

    /// <summary>Returns the size as <c>3×3</c>.</summary>
    /// <returns>The string.</returns>
    public override string ToString() => Height + "×" + Width;

    /// <summary>Returns the size itself, or throws if a side is 0.</summary>
    internal Size2d AtLeastOne(string name) =>
        Height > 0 && Width > 0
            ? this
            : throw new ArgumentOutOfRangeException(name, $"{name} must be 1 or more in each direction, got {this}.");
}
