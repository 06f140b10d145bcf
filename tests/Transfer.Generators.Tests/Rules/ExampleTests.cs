extern alias generators;

using generators::Transfer.Generators.Analyzers;
using Transfer.Generators.Tests.Agreement;
using Transfer.Generators.Tests.CodeFixes;

namespace Transfer.Generators.Tests.Rules;

/// <summary>What the examples of the rules say is so.</summary>
public class ExampleTests
{
    public static TheoryData<string, int> All => Those(_ => true);

    public static TheoryData<string, int> Corrected => Those(example => example.Corrected is not null);

    public static TheoryData<string, int> Recipes => Those(example => example.IsRecipe);

    [Fact]
    public void Every_rule_has_an_example() => Assert.Empty(
        Descriptors.Rules.Select(rule => rule.Id).Except(Example.All.Select(example => example.Rule)));

    [Theory]
    [MemberData(nameof(All))]
    public async Task Of_the_wrong_program_the_rule_alone_speaks_where_the_comment_says(string rule, int number)
    {
        var example = Example.Of(rule, number);
        var program = Example.Program(example.Wrong);
        var offset = program[..program.IndexOf(example.Wrong, StringComparison.Ordinal)].Count(letter => letter == '\n');
        var found = await Example.Judge(program);
        Assert.True(
            found.Select(one => (one.Id, Example.LineOf(one) - offset))
                .SequenceEqual(example.Marks().Select(mark => (rule, mark.Line))),
            $"The comments of {rule} name lines "
            + $"{string.Join(", ", example.Marks().Select(mark => mark.Line + offset + 1))}, but there is:\n"
                + string.Join("\n", found.Select(Example.Text)));
        Assert.All(
            found.Zip(example.Marks()),
            pair =>
                Assert.All(
                    pair.Second.Message, part => Assert.Contains(part, Example.Text(pair.First), StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Of_the_right_program_nothing_is_said(string rule, int number) =>
        Assert.Empty((await Example.Judge(Example.Program(Example.Of(rule, number).Right))).Select(Example.Text));

    [Theory]
    [MemberData(nameof(All))]
    public void The_right_program_compiles(string rule, int number) =>
        Assert.Empty(Example.Errors(Example.Program(Example.Of(rule, number).Right)));

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_pragma_suppresses(string rule, int number) => Assert.Empty(
        (await Example.Judge($"#pragma warning disable {rule}\n{Example.Program(Example.Of(rule, number).Wrong)}"))
            .Select(Example.Text));

    [Theory]
    [MemberData(nameof(All))]
    public async Task Fixes_are_offered_where_the_example_shows_one(string rule, int number)
    {
        var found = await Example.Judge(Example.Program(Example.Of(rule, number).Wrong));
        Assert.All(found, one => Assert.Equal(Example.Of(rule, number).Corrected is not null, Facts.EditsOf(one).Any()));
    }

    [Theory]
    [MemberData(nameof(Corrected))]
    public async Task The_first_fix_makes_the_mended_program(string rule, int number)
    {
        var example = Example.Of(rule, number);
        var program = Example.Program(example.WrongCode);
        var place = Assert.Single(await Example.Judge(program)).Location.SourceSpan;
        await Fix.Program(
            rule,
            $"{program[..place.Start]}{{|{rule}:{program[place.Start..place.End]}|}}{program[place.End..]}",
            Example.Program(example.Corrected!));
        Assert.DoesNotContain(await Example.Judge(Example.Program(example.Corrected!)), found => found.Id == rule);
    }

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Compiler_and_run_say_the_same(string rule, int number)
    {
        var example = Example.Of(rule, number);
        var verdicts = BothWays.Judge([.. new[] { example.WrongCode, example.Right }.Select(code => code + "\n    .Compile()")]);
        Assert.All(verdicts, verdict => Assert.True(verdict.Agrees, verdict.ToString()));
        Assert.Equal(rule, Assert.Single(verdicts[0].Run).Rule);
    }

    private static TheoryData<string, int> Those(Predicate<Example> are)
    {
        var examples = new TheoryData<string, int>();
        foreach (var (rule, number) in Example.All.Where(one => are(Example.Of(one.Rule, one.Number))))
        {
            examples.Add(rule, number);
        }

        return examples;
    }
}
