using System.Globalization;
using static TorchSharp.torch;

namespace Transfer.Checkpoints;

/// <summary>Represents what one part of a run keeps in a checkpoint: values and tensors, each with a unique name.</summary>
/// <remarks>Numbers come back to the bit, those that are not finite too.</remarks>
public sealed class CheckpointSlice
{
    private readonly Dictionary<string, string> values;
    private readonly List<(string Name, Tensor Value)> tensors;

    internal CheckpointSlice(string name)
        : this(name, [], [])
    {
    }

    internal CheckpointSlice(string name, Dictionary<string, string> values, IEnumerable<(string Name, Tensor Value)> tensors)
    {
        Name = name;
        this.values = values;
        this.tensors = [.. tensors];
    }

    /// <summary>Gets the name of the part.</summary>
    public string Name { get; }

    /// <summary>Gets the names of the tensors, in the order in which they were written.</summary>
    public IEnumerable<string> TensorNames => tensors.Select(tensor => tensor.Name);

    internal IReadOnlyDictionary<string, string> Values => values;

    internal IReadOnlyList<(string Name, Tensor Value)> Tensors => tensors;

    internal bool IsEmpty => values.Count == 0 && tensors.Count == 0;

    /// <summary>Keeps a text.</summary>
    /// <param name="name">Its name, which no other value of the part has.</param>
    /// <param name="value">The text.</param>
    public void Write(string name, string value) => values.Add(name, value);

    /// <summary>Keeps an integer.</summary>
    /// <param name="name">Its name, which no other value of the part has.</param>
    /// <param name="value">The integer.</param>
    public void Write(string name, long value) => values.Add(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Keeps a number.</summary>
    /// <param name="name">Its name, which no other value of the part has.</param>
    /// <param name="value">The number.</param>
    public void Write(string name, double value) => values.Add(name, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>
    /// Keeps a tensor. It is read when the file is written, which is before the run goes on: no copy is needed.
    /// </summary>
    /// <param name="name">Its name, which no other tensor of the part has.</param>
    /// <param name="value">The tensor, on any device.</param>
    /// <exception cref="ArgumentException">A tensor of this name is there already.</exception>
    public void Write(string name, Tensor value)
    {
        if (tensors.Any(tensor => tensor.Name == name))
        {
            throw new ArgumentException($"Part \"{Name}\" keeps a tensor \"{name}\" already.", nameof(name));
        }

        tensors.Add((name, value));
    }

    /// <summary>Returns whether a value of this name is there; of tensors, <see cref="TensorNames"/> tells.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Whether it is there.</returns>
    public bool Has(string name) => values.ContainsKey(name);

    /// <summary>Returns a text.</summary>
    /// <param name="name">The name that it was kept under.</param>
    /// <returns>The text.</returns>
    /// <exception cref="CheckpointException">There is no value of this name.</exception>
    public string ReadText(string name) => values.TryGetValue(name, out var value) ? value : throw Missing("value", name);

    /// <summary>Returns an integer.</summary>
    /// <param name="name">The name that it was kept under.</param>
    /// <returns>The integer.</returns>
    /// <exception cref="CheckpointException">There is no value of this name, or it is no integer.</exception>
    public long ReadInteger(string name) =>
        long.TryParse(ReadText(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Missing("integer", name);

    /// <summary>Returns a number.</summary>
    /// <param name="name">The name that it was kept under.</param>
    /// <returns>The number.</returns>
    /// <exception cref="CheckpointException">There is no value of this name, or it is no number.</exception>
    public double ReadNumber(string name) =>
        double.TryParse(ReadText(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Missing("number", name);

    /// <summary>Returns a copy of a tensor, on the CPU. It is the caller's to dispose, and belongs to no dispose scope.</summary>
    /// <param name="name">The name that it was kept under.</param>
    /// <returns>The copy.</returns>
    /// <exception cref="CheckpointException">There is no tensor of this name.</exception>
    public Tensor ReadTensor(string name) => Find(name).clone().DetachFromDisposeScope();

    /// <summary>Copies a tensor into another one of its shape, on whatever device.</summary>
    /// <param name="name">The name that it was kept under.</param>
    /// <param name="target">The tensor that takes its values.</param>
    /// <exception cref="CheckpointException">There is no tensor of this name, or it has another shape.</exception>
    public void CopyTo(string name, Tensor target)
    {
        var value = Find(name);
        if (!value.shape.AsSpan().SequenceEqual(target.shape))
        {
            throw new CheckpointException(
                $"The checkpoint's tensor \"{name}\" of part \"{Name}\" is {string.Join("×", value.shape)}, where "
                + $"{string.Join("×", target.shape)} is expected.");
        }

        using var noGradient = no_grad();
        target.copy_(value);
    }

    private Tensor Find(string name) =>
        tensors.FirstOrDefault(tensor => tensor.Name == name).Value ?? throw Missing("tensor", name);

    private CheckpointException Missing(string what, string name) =>
        new($"The checkpoint has no {what} \"{name}\" of part \"{Name}\".");
}
