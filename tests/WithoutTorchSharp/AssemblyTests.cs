using System.Reflection;
using Transfer;
using Transfer.Data;
using Transfer.Weights;

namespace WithoutTorchSharp;

public sealed class AssemblyTests
{
    [Fact]
    public void Nothing_that_is_needed_needs_TorchSharp()
    {
        var seen = new HashSet<string>();
        var waiting =
            new Queue<Assembly>([typeof(Plan).Assembly, typeof(ImageFolder).Assembly, typeof(WeightsFileReader).Assembly]);
        while (waiting.TryDequeue(out var assembly))
        {
            foreach (var name in assembly.GetReferencedAssemblies())
            {
                if (seen.Add(name.Name!))
                {
                    waiting.Enqueue(Assembly.Load(name));
                }
            }
        }

        Assert.Contains("SkiaSharp", seen);
        Assert.DoesNotContain(seen, name => name.Contains("torch", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("Transfer.Runtime", seen);
        Assert.False(File.Exists(Path.Combine(AppContext.BaseDirectory, "TorchSharp.dll")));
    }

    [Fact]
    public void No_library_shows_its_internals_to_another()
    {
        Assembly[] libraries = [typeof(Plan).Assembly, typeof(ImageFolder).Assembly, typeof(WeightsFileReader).Assembly];
        var friends = libraries
            .SelectMany(library => library.GetCustomAttributes<System.Runtime.CompilerServices.InternalsVisibleToAttribute>())
            .Select(friend => friend.AssemblyName);

        Assert.DoesNotContain("Transfer.Data", friends);
        Assert.DoesNotContain("Transfer.Weights", friends);
    }
}
