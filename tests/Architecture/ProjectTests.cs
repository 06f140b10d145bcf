namespace Transfer.Architecture;

/// <summary>What the projects of src/ may refer to.</summary>
public sealed class ProjectTests
{
    [Theory]
    [MemberData(nameof(SourceProject.Names), MemberType = typeof(SourceProject))]
    public void A_project_refers_to_those_that_the_page_says(string name)
    {
        var row = Page.Table("## Projects").Single(cells => cells[0] == $"`{name}`");
        var allowed = row[1]
            .Split(',', StringSplitOptions.TrimEntries)
            .Select(cell => cell.Trim('`'))
            .Where(cell => cell != "nothing");
        var found = SourceProject.Named(name).Definition.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
        Assert.Equal(allowed.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(SourceProject.Names), MemberType = typeof(SourceProject))]
    public void TorchSharp_is_seen_by_its_back_end_alone(string name) => Assert.Equal(
        name == "Transfer.Runtime",
        SourceProject.Named(name).Compilation.ReferencedAssemblyNames.Any(assembly => assembly.Name == "TorchSharp"));

    [Theory]
    [MemberData(nameof(SourceProject.Names), MemberType = typeof(SourceProject))]
    public void Internals_are_seen_by_tests_and_tools_alone(string name) => Assert.DoesNotContain(
        SourceProject.Named(name).Definition
            .Descendants("InternalsVisibleTo")
            .Select(friend => friend.Attribute("Include")!.Value),
        friend => SourceProject.All.Any(project => project.Name == friend) && friend != "Transfer.Generators.CodeFixes");
}
