namespace Transfer.Tests.Snapshots;

public class PlanJsonTests
{
    [Fact]
    public void Headline() => Snapshot.Match(Recipes.Headline.Compile().ToJson());

    [Fact]
    public void Everything_that_a_plan_can_hold() => Snapshot.Match(Recipes.TinyWithEverything.Compile().ToJson());
}
