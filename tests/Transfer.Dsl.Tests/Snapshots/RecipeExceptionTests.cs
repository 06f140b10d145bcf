namespace Transfer.Tests.Snapshots;

public class RecipeExceptionTests
{
    [Fact]
    public void Carets_mark_the_step() => Snapshot.Match(
        Error(Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze("layer5").Head(10)));

    [Fact]
    public void Each_error_is_shown() => Snapshot.Match(
        Error(Backbone.ResNet18().Pretrained("IMAGENET1K_V9").FreezeAll().Head(10).Group("leyer4", 1e-3)));

    [Fact]
    public void Input_that_is_too_small_marks_its_step() => Snapshot.Match(Error(Tiny.Recipe().InputSize(1)));

    [Fact]
    public void Carets_mark_the_call_in_a_phase() => Snapshot.Match(Error(Backbone.ResNet18().Pretrained().FreezeAll().Head(10)
        .Then(4, p => p.Unfreeze("layer5").LearningRate(1e-4))
        .Phase("deeper", 2, p => p.UnfreezeAll().Group("layr1", learningRate: 1e-5))));

    private static string Error(Recipe recipe) => Assert.Throws<RecipeException>(recipe.Compile).Message + "\n";
}
