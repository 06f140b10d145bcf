using System.Runtime.CompilerServices;

namespace Transfer.Tests;

/// <summary>Keeps what tests would leave in the user's cache folder in a folder of this run.</summary>
internal static class CacheFolder
{
    [ModuleInitializer]
    internal static void Use()
    {
        var folder = Directory.CreateTempSubdirectory("transfer-tests-").FullName;
        Environment.SetEnvironmentVariable("TRANSFER_HOME", folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
    }
}
