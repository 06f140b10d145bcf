using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;

namespace Transfer.Native.Tests;

/// <summary>Runs a scenario in a fresh process, where no native library has been loaded yet.</summary>
internal static class Child
{
    public const string ScenarioVariable = "TRANSFER_TEST_SCENARIO";
    public const string DirectoriesVariable = "TRANSFER_TEST_DIRECTORIES";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    public static void Play(string scenario, string directories)
    {
        switch (scenario)
        {
            case nameof(TorchOnly):
                TorchOnly();
                break;
            case nameof(LoadedFile):
                LoadedFile();
                break;
            case nameof(Idle):
                Idle();
                break;
            case nameof(LoadFrom):
                LoadFrom(directories);
                break;
            case nameof(EnsureLoaded):
                EnsureLoaded();
                break;
            case nameof(Convolve):
                Convolve();
                break;
            default:
                throw new ArgumentException($"There is no scenario '{scenario}'.", nameof(scenario));
        }
    }

    /// <summary>A program that never names a type of Transfer.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void TorchOnly() => Console.WriteLine(torch.ones(2, 3).sum().item<float>());

    /// <summary>A program whose convolution is one that NNPACK would take.</summary>
    public static void Convolve()
    {
        TorchNative.EnsureLoaded();
        using var image = torch.ones(1, 3, 16, 16);
        using var weight = torch.ones(4, 3, 3, 3);
        Console.WriteLine(torch.nn.functional.conv2d(image, weight).sum().item<float>());
    }

    /// <summary>A program that says which file TorchSharp's native library was loaded from.</summary>
    public static void LoadedFile()
    {
        torch.ones(1).Dispose();
        Console.WriteLine(LoadedLibraries.PathOf("libLibTorchSharp.so"));
    }

    /// <summary>A program that is ready to use TorchSharp and does not.</summary>
    public static void Idle() => Console.WriteLine(
        $"{LoadedLibraries.PathOf("libtorch_cpu.so") is null} {AppDomain.CurrentDomain.GetAssemblies().All(IsNotTorchSharp)} "
        + $"{NativeLibrary.TryLoad("no_such_library", typeof(Child).Assembly, null, out _)}");

    /// <summary>A program whose native libraries lie in the given directories.</summary>
    public static void LoadFrom(string directories)
    {
        try
        {
            var library = TorchLibrary.Load(new LibrarySearch(directories.Split(Path.PathSeparator)));
            Console.WriteLine(NativeLibrary.TryGetExport(library, "THSTensor_ones", out _));
        }
        catch (NativeLoadException e)
        {
            Console.WriteLine($"{e.Library}|{e.Need}|{e.Message}");
        }
    }

    /// <summary>A program that loads the native libraries by hand.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void EnsureLoaded()
    {
        try
        {
            TorchNative.EnsureLoaded();
            TorchOnly();
        }
        catch (NativeLoadException e)
        {
            Console.WriteLine(e.Need);
        }
    }

    /// <param name="scenario">One of the methods above.</param>
    /// <param name="application">The directory of the application.</param>
    /// <param name="directories">What <see cref="LoadFrom"/> is given.</param>
    public static async Task<Outcome> Run(string scenario, string application, params string[] directories)
    {
        var assembly = Path.Combine(application, typeof(Child).Assembly.GetName().Name + ".dll");
        var host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        var start = new ProcessStartInfo(host, [assembly])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["DOTNET_STARTUP_HOOKS"] = assembly,
                [ScenarioVariable] = scenario,
                [DirectoriesVariable] = string.Join(Path.PathSeparator, directories),
                // Where TorchSharp finds no package cache, its own last resort does not copy libtorch.
                ["NUGET_PACKAGES"] = Path.Combine(application, "no-packages"),
            },
        };
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new Outcome(process.ExitCode, (await output).Trim(), (await error).Trim());
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static bool IsNotTorchSharp(System.Reflection.Assembly assembly) => assembly.GetName().Name != "TorchSharp";

    internal sealed record Outcome(int ExitCode, string Output, string Error);
}
