using Xunit.Abstractions;

namespace Transfer.Architecture;

public sealed class FolderCycleTests(ITestOutputHelper output)
{
    [Theory]
    [MemberData(nameof(SourceProject.Names), MemberType = typeof(SourceProject))]
    public void No_folders_of_a_project_use_each_other_in_a_circle(string name)
    {
        var arrows = Arrow.Of(SourceProject.Named(name))
            .GroupBy(arrow => (arrow.From, arrow.To))
            .ToDictionary(group => group.Key);
        var next = arrows.Keys.ToLookup(arrow => arrow.From, arrow => arrow.To);
        var cycles = arrows.Keys.Select(arrow => (string[])[arrow.From, .. Path(next, arrow.To, arrow.From)])
            .Where(cycle => cycle.Length > 1)
            .DistinctBy(cycle => string.Join('|', cycle.Order(StringComparer.Ordinal).Distinct()))
            .OrderBy(cycle => cycle.Length)
            .Select(
                cycle => $"{string.Join(" → ", cycle)}\n{string.Join('\n', cycle.Zip(cycle.Skip(1)).Select(step => Uses(step)))}")
            .ToList();
        foreach (var cycle in cycles)
        {
            output.WriteLine(cycle);
        }
        Assert.True(cycles.Count == 0, $"{name} has {cycles.Count} cycles of folders:\n{string.Join('\n', cycles)}");

        string Uses((string, string) step) =>
            $"    {step.Item1} → {step.Item2}: {string.Join("; ", arrows[step].Take(3).Select(arrow => arrow.Use))} "
            + $"({arrows[step].Count()} in all)";
    }

    /// <summary>Returns the folders of the shortest path, both ends included; none if there is no path.</summary>
    private static IEnumerable<string> Path(ILookup<string, string> next, string start, string end)
    {
        var before = new Dictionary<string, string?> { [start] = null };
        var queue = new Queue<string>([start]);
        while (!before.ContainsKey(end) && queue.TryDequeue(out var folder))
        {
            foreach (var other in next[folder].Where(other => before.TryAdd(other, folder)))
            {
                queue.Enqueue(other);
            }
        }
        var path = new Stack<string>();
        for (var folder = before.ContainsKey(end) ? end : null; folder is not null; folder = before[folder])
        {
            path.Push(folder);
        }
        return path;
    }
}
