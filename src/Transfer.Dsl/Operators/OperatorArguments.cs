using Transfer.Common;

namespace Transfer.Operators;

/// <summary>
/// Converts the arguments of operators to and from what a document can hold: a size is <c>3</c> or <c>[1, 7]</c>.
/// </summary>
internal static class OperatorArguments
{
    public static ArgumentList AddSize(this ArgumentList arguments, string name, Size2d size) =>
        arguments.Add(name, Plain(size));

    public static ArgumentList AddSize(this ArgumentList arguments, string name, Size2d size, Size2d usual) =>
        arguments.Add(name, Plain(size), Plain(usual));

    public static Size2d Size(this ArgumentValues values, string name)
    {
        if (values.IsNumber(name))
        {
            return values.Integer(name);
        }

        var sides = values.Integers(name);
        return sides.Count == 2
            ? new Size2d(sides[0], sides[1])
            : throw new ArgumentValueException(name, $"a size is a number or two in an array, got {sides.ToEquatableList()}");
    }

    public static Shape Shape(this ArgumentValues values, string name) => new(values.Integers(name).ToEquatableList());

    public static Initialization Initialization(this ArgumentValues values, string name) =>
        values.Construct(name, Operators.Initialization.Find);

    private static object Plain(Size2d size) =>
        size.Height == size.Width ? size.Height : EquatableList.Of(size.Height, size.Width);
}
