using System.Globalization;
using Spectre.Console;
using Transfer;
using Transfer.Examples.Gallery;
using Transfer.Weights;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (Console.IsOutputRedirected)
{
    AnsiConsole.Profile.Width = 160;
}

return args switch
{
    [] => List(),
    ["show", var name] => With(name, Show),
    ["run", "all", .. var rest] => Run(Catalog.All, rest),
    ["run", var name, .. var rest] => With(name, entry => Run([entry], rest)),
    _ => Fail(Usage),
};

static int List()
{
    var table = new Table().AddColumns("Name", "Backbone", "What trains", "Trained parameters", "Epochs", "Source");
    foreach (var entry in Catalog.All)
    {
        var plan = entry.AsDocumented.Compile();
        table.AddRow(
            entry.Name,
            plan.Graph.Architecture,
            Markup.Escape(entry.Trains),
            $"{plan.TrainableParameterCount:N0} of {plan.ParameterCount:N0}",
            Listing.Epochs(plan),
            Markup.Escape(entry.Source.By));
    }

    AnsiConsole.Write(table);
    Console.WriteLine(Usage);
    return 0;
}

static int Show(GalleryRecipe entry)
{
    Console.WriteLine(Listing.Of(entry));
    return 0;
}

static int Run(IReadOnlyList<GalleryRecipe> entries, string[] arguments)
{
    if (RunOptions.Parse(arguments, out var error) is not { } options)
    {
        return Fail(error);
    }

    if (options.Weights is not null && entries.Count > 1)
    {
        return Fail("--weights FILE is of one backbone: run one recipe with it.");
    }

    var outcomes = new List<Outcome>();
    foreach (var entry in entries)
    {
        if (options.Epochs.Count > Parts(entry))
        {
            return Fail($"{entry.Name} takes {Parts(entry)} numbers of epochs, got {options.Epochs.Count}.");
        }

        try
        {
            outcomes.Add(Runner.Run(entry, options));
        }
        catch (Exception problem) when (problem is WeightsFileException or RecipeException)
        {
            return Fail($"{entry.Name}: {problem.Message}");
        }

        if (entries.Count == 1)
        {
            Runner.Show(outcomes[^1]);
        }
    }

    Runner.Summarize(outcomes);
    return 0;
}

static int Parts(GalleryRecipe entry)
{
    var documented = new Documented();
    entry.Write(documented);
    return documented.Asked.Count;
}

static int With(string name, Func<GalleryRecipe, int> action) => Catalog.Find(name) is { } entry
    ? action(entry)
    : Fail($"There is no recipe \"{name}\". The nearest are {string.Join(", ", Catalog.Nearest(name))}.");

static int Fail(string message)
{
    Console.Error.WriteLine(message);
    return 2;
}

internal static partial class Program
{
    private const string Usage = """
        dotnet run -c Release --project examples/Gallery                      lists the recipes
        dotnet run -c Release --project examples/Gallery -- show NAME         the recipe, its source and its plan
        dotnet run -c Release --project examples/Gallery -- run NAME          trains it on the shipped images
            --epochs N [N …]    as many epochs, a number for each part of the recipe; by default the source's, at most 5
            --quick             one short epoch a phase: run all --quick shows that everything runs
            --pretrained        from the weights that the source names, at its image size
            --weights FILE      from a .safetensors or .pth file
            --pixels N          images of this side; 64 by default, 32 with --quick
        """;
}
