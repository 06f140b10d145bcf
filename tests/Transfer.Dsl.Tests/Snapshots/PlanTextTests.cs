namespace Transfer.Tests.Snapshots;

public class PlanTextTests
{
    [Fact]
    public void Headline() => Snapshot.Match(Recipes.Headline.Compile().ToString());

    [Fact]
    public void Everything_trains_from_random_weights() => Snapshot.Match(Backbone.ResNet18().Compile().ToString());

    [Fact]
    public void Linear_probe_with_dropout() => Snapshot.Match(Recipes.DropoutProbe.Compile().ToString());

    [Fact]
    public void Features_only() => Snapshot.Match(Backbone.ResNet18().Pretrained().FreezeAll().Features().Compile().ToString());

    [Fact]
    public void Head_frozen_after_it_was_put_on() => Snapshot.Match(Recipes.FrozenHead.Compile().ToString());

    [Fact]
    public void Frozen_norms_that_drift() => Snapshot.Match(
        Backbone.ResNet18()
            .Pretrained()
            .FreezeAll()
            .Unfreeze("layer4")
            .Head(10)
            .BatchNorm(FrozenBatchNorm.Train)
            .Compile()
            .ToString());

    [Fact]
    public void Biases_only() => Snapshot.Match(
        Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze("layer4.**.bias").Head(10).Compile().ToString());

    [Fact]
    public void Head_of_several_layers_on_small_pictures_and_a_weights_file() => Snapshot.Match(
        Backbone.ResNet18()
            .Pretrained(WeightsFile.At("weights/own \"best\".safetensors"))
            .InputSize(64)
            .Head(head => head.Linear(256, bias: false).BatchNorm().ReLU().Dropout(0.25).Linear(10))
            .UnfreezeFrom("layer3.1")
            .BatchSize(16)
            .Compile().ToString());
}
