using TorchSharp;
using static TorchSharp.torch;

namespace Transfer.Modules;

/// <summary>TorchSharp's layers draw their parameters from the random state that the whole program shares.</summary>
internal static class GlobalRandom
{
    /// <summary>Seeds the state from which layers on a device draw.</summary>
    public static void Seed(long seed, Device device)
    {
        using var generator = manual_seed(seed);

        // Unlike PyTorch's, TorchSharp's manual_seed seeds the CPU alone.
        if (device.type == DeviceType.CUDA)
        {
            cuda.manual_seed_all(seed);
        }
    }

    /// <summary>Runs <paramref name="make"/> on a state that follows from the seed, and puts the program's own back.</summary>
    public static T Seeded<T>(int seed, Func<T> make) => Kept(() =>
    {
        using var generator = manual_seed(seed);
        return make();
    });

    /// <summary>
    /// Runs <paramref name="make"/>, and puts the program's random state back, whatever was drawn or seeded. It is that of the
    /// CPU: TorchSharp can't read a CUDA device's.
    /// </summary>
    public static T Kept<T>(Func<T> make)
    {
        using var state = random.get_rng_state();
        try
        {
            return make();
        }
        finally
        {
            random.set_rng_state(state);
        }
    }
}
