namespace Transfer.Generators.Tests.CodeFixes;

/// <summary>Where no right change of the text is known, none is offered.</summary>
public class NoFixTests
{
    [Theory]
    [InlineData("TRF001", "var r = Backbone.ResNet18().Pretrained().Head(10); r = r.{|TRF001:FreezeAll|}(); r.Compile();")]
    [InlineData("TRF001", "Backbone.ResNet18().Pretrained().Head(10).{|TRF001:Freeze|}(\"fc\").Compile();")]
    [InlineData("TRF018", "Backbone.ResNet18().{|TRF018:FreezeAll|}();")]
    [InlineData("TRF018", "foreach (var r in new[] { given }) { r.{|TRF018:FreezeAll|}(); }")]
    [InlineData("TRF020", "torch.manual_seed(42L); Backbone.ResNet18().Pretrained().FreezeAll().Head(10).{|TRF020:Compile|}();")]
    [InlineData(
        "TRF013",
        "Backbone.ResNet18().Pretrained().{|TRF013:Head|}(1).Loss(Losses.CrossEntropy(labelSmoothing: 0.1)).Epochs(2)"
        + ".Compile();")]
    public Task No_fix_is_offered(string rule, string statements) => Fix.Body(rule, statements, statements);

    [Fact]
    public Task A_recipe_of_another_member_is_mended_there_or_not_at_all() => Fix.Program(
        "TRF003",
        Member("Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze({|TRF003:\"layr4\"|})", "Start.Head(10).Compile()"),
        Member("Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(\"layer4\")", "Start.Head(10).Compile()"));

    private static string Member(string start, string use) =>
        $$"""
        using Transfer;
        public static class C
        {
            private static Recipe Start => {{start}};
            public static object M() => {{use}};
        }
        """;
}
