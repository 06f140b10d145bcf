using static TorchSharp.torch;

namespace Transfer.Modules;

/// <summary>TorchSharp's layers draw their parameters from the random state that the whole program shares.</summary>
internal static class GlobalRandom
{
    /// <summary>Runs <paramref name="make"/> on a state that follows from the seed, and puts the program's own back.</summary>
    public static T Seeded<T>(int seed, Func<T> make)
    {
        using var state = random.get_rng_state();
        try
        {
            manual_seed(seed);
            return make();
        }
        finally
        {
            random.set_rng_state(state);
        }
    }
}
