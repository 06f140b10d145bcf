using System.Collections;

namespace Transfer.Generators.Chains;

/// <summary>
/// Represents the values that an expression can have: one option for each path that reaches it. No option at all means that no
/// path does, since an exception is thrown before.
/// </summary>
internal sealed class Value : IReadOnlyList<object?>
{
    // Every combination of options is run: more than this and the recipe depends on too much to report anything.
    private const int MostOptions = 8;

    // Nearly all have one option, and no list of them.
    private readonly object? only;
    private readonly IReadOnlyList<object?>? options;

    private Value(object? only) => this.only = only;

    private Value(IReadOnlyList<object?> options) => this.options = options;

    /// <summary>Gets a value that the compiler can't know.</summary>
    public static Value Unknown { get; } = new(Array.Empty<object?>());

    /// <summary>Gets the value of an expression that is never reached, or throws.</summary>
    public static Value Never { get; } = new(Array.Empty<object?>());

    public IReadOnlyList<object?> Options => this;

    /// <summary>Gets null: the receiver of a static call, or an argument that is left out.</summary>
    public static Value None { get; } = Of((object?)null);

    int IReadOnlyCollection<object?>.Count => options?.Count ?? 1;

    object? IReadOnlyList<object?>.this[int index] => options is null ? only : options[index];

    /// <summary>Gets the options; a lone marker where they are not known, so that the whole becomes unknown.</summary>
    public IReadOnlyList<object?> OptionsOrUnknown => IsUnknown ? [this] : Options;

    public bool IsNever => Options.Count == 0 && !IsUnknown;

    public bool IsUnknown => ReferenceEquals(this, Unknown);

    public static Value Of(object? option) => new(option);

    public static Value Of(IReadOnlyList<object?> options) => options.Count switch
    {
        0 => Never,
        > MostOptions => Unknown,
        _ when options.Contains(Unknown) => Unknown,
        _ => new Value(options),
    };

    /// <summary>Returns the value where two paths meet.</summary>
    public static Value Either(Value one, Value other) =>
        one.IsUnknown || other.IsUnknown ? Unknown
        : one.Options.Count == 0 ? other
        : other.Options.Count == 0 || ReferenceEquals(one, other) ? one
        : Of([.. one.Options, .. other.Options]);

    IEnumerator<object?> IEnumerable<object?>.GetEnumerator() =>
        ((IEnumerable<object?>)(options ?? [only])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<object?>)this).GetEnumerator();
}
