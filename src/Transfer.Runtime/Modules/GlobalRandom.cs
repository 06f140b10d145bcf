using static TorchSharp.torch;

namespace Transfer.Modules;

/// <summary>TorchSharp's layers draw their parameters from the random state that the whole program shares.</summary>
internal static class GlobalRandom
{
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
