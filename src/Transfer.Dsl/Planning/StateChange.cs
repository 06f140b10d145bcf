using Transfer.Graphs;

namespace Transfer.Planning;

/// <summary>Represents the effect of a call that freezes or unfreezes parameters.</summary>
/// <param name="Place">The call.</param>
/// <param name="Freezes">Whether it freezes; else it unfreezes.</param>
/// <param name="Elements">How many numbers the parameters that it names hold.</param>
/// <param name="IsRepeated">Whether all of them were in that state already.</param>
/// <param name="FrozenBefore">The call that had frozen them, where it freezes what was frozen.</param>
/// <param name="FoundNothingFrozen">Whether it unfreezes where nothing at all was frozen.</param>
/// <param name="OverwrittenBy">
/// Where each of them is set again before anything trains: the last call that does so. Null where something is left of this one.
/// </param>
/// <param name="EndsFrozen">Whether all that is overwritten is frozen in the end.</param>
internal sealed record StateChange(
    StepPlace Place,
    bool Freezes,
    long Elements,
    bool IsRepeated,
    StepPlace? FrozenBefore,
    bool FoundNothingFrozen,
    StepPlace? OverwrittenBy,
    bool EndsFrozen);

/// <summary>A head that a later one replaces.</summary>
/// <param name="Step">The step that put it on.</param>
/// <param name="By">The step that takes it off.</param>
/// <param name="Elements">How many numbers its parameters hold.</param>
internal sealed record ReplacedHead(int Step, int By, long Elements);

/// <summary>Follows which call set each parameter last.</summary>
internal sealed class StateHistory
{
    private readonly List<Entry> open = [];
    private readonly List<StateChange> changes = [];
    private readonly Dictionary<string, Entry> lastSet = [];
    private int count;

    /// <summary>
    /// Gets what became of each call, in their order; those after the last <see cref="Settle"/> are not among them.
    /// </summary>
    public IReadOnlyList<StateChange> Changes => changes;

    /// <summary>Notes a call that is about to freeze or unfreeze.</summary>
    public void Add(
        StepPlace place, bool freezes, IReadOnlyList<GraphTensor> named, IReadOnlyDictionary<string, StepPlace?> frozenBy)
    {
        if (named.Count == 0)
        {
            return;
        }

        var isRepeated = named.All(parameter => frozenBy[parameter.Name] is not null == freezes);
        var entry = new Entry(count++, named.Select(parameter => parameter.Name).ToArray(), new StateChange(
            place,
            freezes,
            named.Sum(parameter => parameter.Shape.Elements),
            isRepeated,
            isRepeated && freezes ? frozenBy[named[0].Name] : null,
            isRepeated && !freezes && frozenBy.Values.All(by => by is null),
            OverwrittenBy: null,
            EndsFrozen: false));
        open.Add(entry);

        // What could be dropped takes nothing from the calls before it: of two that repeat each other, one is needed.
        if (!isRepeated)
        {
            Note(entry);
        }
    }

    /// <summary>Notes a head that replaces parameters.</summary>
    public void Replace(StepPlace head, IReadOnlyList<GraphTensor> removed) => Note(new Entry(
        count++,
        removed.Select(parameter => parameter.Name).ToArray(),
        new StateChange(head, Freezes: false, 0, IsRepeated: false, null, FoundNothingFrozen: false, null, EndsFrozen: false)));

    /// <summary>Records that training begins: what the calls so far have set now applies.</summary>
    public void Settle()
    {
        changes.AddRange(open.Select(Settled));
        open.Clear();
    }

    private StateChange Settled(Entry entry)
    {
        if (entry.Change.IsRepeated)
        {
            return entry.Change;
        }

        var setters = entry.Names.Select(name => lastSet[name]).ToArray();
        return setters.Contains(entry)
            ? entry.Change
            : entry.Change with
            {
                OverwrittenBy = setters.OrderBy(setter => setter.Order).Last().Change.Place,
                EndsFrozen = setters.All(setter => setter.Change.Freezes),
            };
    }

    private void Note(Entry entry)
    {
        foreach (var name in entry.Names)
        {
            lastSet[name] = entry;
        }
    }

    private sealed class Entry(int order, string[] names, StateChange change)
    {
        public int Order => order;

        public string[] Names => names;

        public StateChange Change => change;
    }
}
