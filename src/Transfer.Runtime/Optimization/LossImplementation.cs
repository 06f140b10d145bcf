using static TorchSharp.torch;

namespace Transfer.Optimization;

/// <summary>Makes loss functions of one kind.</summary>
internal sealed class LossImplementation : Implementation<Loss, LossImplementation>
{
    private readonly Func<Loss, Device, LossFunction> make;

    private LossImplementation(Func<Loss, Device, LossFunction> make) => this.make = make;

    /// <summary>Adds the implementation of a kind.</summary>
    /// <typeparam name="TLoss">The kind.</typeparam>
    /// <param name="make">Makes a loss function on a device.</param>
    public static LossImplementation Of<TLoss>(Func<TLoss, Device, LossFunction> make)
        where TLoss : Loss =>
        Add<TLoss>(new LossImplementation((loss, device) => make((TLoss)loss, device)));

    /// <summary>Makes the loss function of a loss on a device.</summary>
    public LossFunction Make(Loss loss, Device device) => make(loss, device);
}
