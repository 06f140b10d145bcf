using Transfer.Common;

namespace Transfer.Operators;

/// <summary>Provides the kinds of operators; each is defined in the file of its class.</summary>
internal static partial class KnownOperators
{
    // Explicit, so that the definitions in all files of this class exist before its first method runs.
    static KnownOperators()
    {
    }

    /// <summary>Returns the kind with the given name, or null.</summary>
    public static Definition<Operator>? Find(string name) => Definition<Operator>.Find(name);

    private static Definition<Operator> Of<TOperator>(Func<ArgumentValues, TOperator> read)
        where TOperator : Operator =>
        Definition<Operator>.Of<TOperator>(typeof(TOperator).Name, string.Empty, read);
}
