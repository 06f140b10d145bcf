using System.ComponentModel;
using Transfer.Native.Tests;

/// <summary>
/// The entry of the child processes: the .NET runtime calls this before Main where DOTNET_STARTUP_HOOKS names this assembly.
/// So a fresh process needs no second program, which would have its own 480 MB of libtorch. Its name and place are fixed.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
internal static class StartupHook
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Child.ScenarioVariable) is { } scenario)
        {
            Child.Play(scenario, Environment.GetEnvironmentVariable(Child.DirectoriesVariable) ?? "");
            Environment.Exit(0);
        }
    }
}
