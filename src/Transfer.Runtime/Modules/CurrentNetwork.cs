namespace Transfer.Modules;

/// <summary>
/// Keeps a module compiled for inference, and compiles it anew when its tensors have changed. Thread-safe beside all that leaves
/// the tensors alone.
/// </summary>
internal sealed class CurrentNetwork(Plan plan, PlanModule module) : IDisposable
{
    private readonly Lock compiling = new();
    private InferenceNetwork? network;
    private UInt128 fingerprint;
    private bool mayChange;

    /// <summary>Returns the module as compiled with the tensors that it has now.</summary>
    public InferenceNetwork Get()
    {
        lock (compiling)
        {
            // Where nobody else has the module, its tensors change only in what calls Forget.
            if (network is not null && !mayChange)
            {
                return network;
            }

            var now = mayChange ? TensorFingerprint.Of(string.Empty, module.state_dict().Values) : default;
            if (network is null || now != fingerprint)
            {
                // Another thread may still run the one before: its finalizers free it.
                network = InferenceNetwork.Of(plan, module);
                fingerprint = now;
            }

            return network;
        }
    }

    /// <summary>From now on, anyone may change the module's tensors at any time.</summary>
    public void Share()
    {
        lock (compiling)
        {
            network = mayChange ? network : null;
            mayChange = true;
        }
    }

    /// <summary>Forgets what was compiled: the tensors change. Nothing runs it meanwhile.</summary>
    public void Forget() => Dispose();

    public void Dispose()
    {
        network?.Dispose();
        network = null;
    }
}
