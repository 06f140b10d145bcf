namespace Transfer.Generators.Tests.Analyzers;

/// <summary>A recipe in which nothing was found is read anew where the same text means something else.</summary>
public class CleanRecipeTests
{
    private const string Clean =
        "Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Group(Layers.Head, learningRate: 1e-3).Seed(1234).Compile()";

    [Fact]
    public async Task The_same_text_is_clean_again()
    {
        await Program(string.Empty, Clean);
        await Program(string.Empty, Clean);
        await Program("namespace Elsewhere;", Clean);
    }

    [Fact]
    public async Task A_constant_of_the_program_counts()
    {
        const string Named = "Backbone.ResNet18().Pretrained().FreezeAll().Head(Classes).Seed(1234).Compile()";
        await Program(string.Empty, Named, "const int Classes = 10;");
        await Program(
            string.Empty, Named.Replace("Classes", "{|TRF006:Classes|}", StringComparison.Ordinal), "const int Classes = -1;");
    }

    [Fact]
    public async Task Symbols_of_the_preprocessor_count()
    {
        const string Program = """
            using Transfer;
            static class C
            {
                static object? Plan => Backbone.ResNet18().Pretrained()
            #if FROZEN
                    .FreezeAll()
            #endif
                    .{|TRF017:Head|}(10).Epochs(3).Seed(1234).Compile();
            }
            """;
        await Verify.Program("#define FROZEN\n" + Program.Replace("{|TRF017:Head|}", "Head", StringComparison.Ordinal));
        await Verify.Program(Program);
    }

    [Fact]
    public async Task Thresholds_count()
    {
        const string Zoomed =
            "Backbone.ResNet18().Pretrained().FreezeAll().InputSize(224, resize: 1024).Head(10).Seed(1234).Compile()";
        await Program(string.Empty, Zoomed, editorConfig: "dotnet_code_quality.TRF024.least_crop_share = 0.2");
        await Program(string.Empty, Zoomed.Replace("InputSize(", "{|TRF024:InputSize|}(", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_backbone_of_the_program_counts()
    {
        const string Hidden =
            "namespace Shop; static class Backbone { public static Recipe ResNet18() => Transfer.Backbone.ResNet18().Head(10); }";
        await Program(string.Empty, Clean);
        await Program(Hidden, Clean.Replace("Head(10)", "{|TRF011:Head|}(10)", StringComparison.Ordinal));
    }

    private static Task Program(string before, string plan, string members = "", string? editorConfig = null) => Verify.Program(
        $$"""
        using Transfer;
        {{before}}
        static class C
        {
            {{members}}
            static object? Plan => {{plan}};
        }
        """,
        editorConfig);
}
