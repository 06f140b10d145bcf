namespace Transfer.Generators.Tests.Analyzers;

/// <summary>
/// The rules about what trains, heads, phases and steps without effect, where they hold and where it looks as if they did.
/// </summary>
public class StructureRuleTests
{
    private const string Probe = "Backbone.ResNet18().Pretrained().FreezeAll().Head(10)";

    [Theory]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().{|TRF007:Epochs|}(5).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Epochs(number).{|TRF007:FreezeAll|}().Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().{|TRF007:Phase|}(\"a\", 1, p => p.FreezeAll()).Then(2, p => p.LearningRate(1e-5))"
        + ".Compile();")]
    // An optimizer is TRF002's, a head that is not there TRF014's.
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().{|TRF002:Optimizer|}(Optimizers.Sgd(0.1)).Epochs(5).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Epochs(5).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().BatchSize(8).Seed(1).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(name).Epochs(5).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Phase(\"a\", 1, p => p.Unfreeze(\"layer4\")).Compile();")]
    public Task TRF007_nothing_left_to_train(string statement) => Body(statement);

    [Theory]
    [InlineData(".Unfreeze(\"layer4.1\").Group({|TRF008:\"layer4\"|}, 1e-4)")]
    [InlineData(".Unfreeze(\"layer4\").Freeze(\"layer4.0.conv1\").Group({|TRF008:\"layer4\"|}, 1e-4)")]
    // All, or none; in another phase.
    [InlineData(".Group({|TRF002:\"layer4\"|}, 1e-4)")]
    [InlineData(".Unfreeze(\"layer4\").Group(\"layer4\", 1e-4)")]
    [InlineData(".Unfreeze(\"layer4.1\").Group(\"layer4\", 1e-4).Phase(\"a\", 1).Then(2, p => p.Unfreeze(\"layer4\"))")]
    // Norms and biases are treated apart, globs and kinds take in what they find.
    [InlineData(".Unfreeze(\"layer4\").Freeze(Layers.BatchNorms).Group(\"layer4\", 1e-4)")]
    [InlineData(".Unfreeze(\"layer4\" + Layers.Norms).Group(\"layer4\", 1e-4)")]
    [InlineData(".Unfreeze(\"layer4.1\").Group(\"layer*\", 1e-4)")]
    [InlineData(".Unfreeze(\"layer4\").Group(Layers.Norms, 1e-4, weightDecay: 0)")]
    public Task TRF008_group_over_a_layer_frozen_in_part(string steps) => Body(Probe + steps + ".Compile();");

    [Theory]
    [InlineData(
        "Backbone.ResNet18().Freeze(\"conv1\").Unfreeze(\"conv1\", \"bn1\").{|TRF010:{|TRF009:FreezeAll|}|}().Head(10)"
        + ".Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(\"layer4\").{|TRF009:Freeze|}(\"layer4\").Head(10).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(\"layer4\").Head(10).{|TRF009:TwoPhase|}(1, 2).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().{|TRF009:Unfreeze|}(\"layer4\").Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(10).{|TRF009:UnfreezeFrom|}(\"layer3\").Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(\"layer4\").Freeze(\"layer4.0\").Head(10).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(\"layer4\").Head(10).Phase(\"a\", 1)"
        + ".Then(1, p => p.Freeze(\"layer4\")).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().UnfreezeFrom(name).FreezeAll().Head(10).Compile();")]
    public Task TRF009_unfreeze_without_effect(string statement) => Body(statement);

    [Theory]
    [InlineData(".Epochs(5).{|TRF010:Epochs|}(10)")]
    [InlineData(".Epochs(number).{|TRF010:Epochs|}(10)")]
    [InlineData(".BatchSize(8).Seed(1).{|TRF010:BatchSize|}(8)")]
    [InlineData(".Optimizer(Optimizers.Sgd(0.1)).{|TRF010:Optimizer|}(Optimizers.AdamW())")]
    [InlineData(".ClipGradients(1).{|TRF010:ClipGradientValues|}(1)")]
    [InlineData(".LayerDecay(0.7).{|TRF010:LearningRates|}(1e-5, 1e-3)")]
    [InlineData(".Epochs(5).{|TRF010:FineTune|}(1, 3)")]
    [InlineData(".TwoPhase(1, 3).{|TRF010:Epochs|}(5)")]
    [InlineData(".Schedule(Schedules.Cosine()).{|TRF010:FineTune|}(1, 3)")]
    [InlineData(".Phase(\"a\", 1).Then(2, p => p.Unfreeze(\"layer4\").LearningRate(1e-4).{|TRF010:LearningRate|}(1e-5))")]
    [InlineData(".{|TRF010:Freeze|}(\"layer1\")")]
    [InlineData(".{|TRF010:Unfreeze|}(\"fc\")")]
    [InlineData(".Unfreeze(\"layer4.1\").{|TRF010:Unfreeze|}(\"layer4\")")]
    [InlineData(".Unfreeze(\"layer4\").Group(\"layer4.1\", 1e-4).{|TRF010:Group|}(\"layer4\", 1e-5)")]
    [InlineData(".Unfreeze(\"layer4\").Group(\"layer4\", 1e-4).Group(\"layer4.1\", 1e-5)")]
    [InlineData(".Augment(Augmentations.HorizontalFlip()).Augment(Augmentations.MixUp(0.2))")]
    [InlineData(".Optimizer(Optimizers.AdamW()).TwoPhase(1, 3)")]
    [InlineData(".FineTune(1, 3)")]
    [InlineData(".GradualUnfreeze([1, 2], 4)")]
    [InlineData(".Freeze(name)")]
    public Task TRF010_step_without_effect(string steps) => Body(Probe + steps + ".Compile();");

    [Fact]
    public Task TRF010_stands_where_the_step_that_others_share_is_replaced() => Body(
        $"var start = {Probe}.Epochs(5); start.Compile(); start.{{|TRF010:Epochs|}}(10).Compile();");

    [Theory]
    [InlineData("Backbone.ResNet18().Pretrained().Head(5).{|TRF011:Head|}(10).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(5).{|TRF011:Features|}().Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Features().{|TRF011:Head|}(h => h.Linear(8).Linear(2)).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(5).Compile();")]
    [InlineData("var r = Backbone.ResNet18(); if (flag) r = r.Head(5); else r = r.Head(6); r.Compile();")]
    public Task TRF011_head_set_twice(string statement) => Body(statement);

    [Theory]
    [InlineData("Backbone.ResNet18().{|TRF012:Pretrained|}().Epochs(5).Compile();")]
    [InlineData(
        "Backbone.Vgg16().Optimizer(Optimizers.Sgd(1e-3)).Freeze(\"features\").{|TRF012:Pretrained|}(\"IMAGENET1K_V1\")"
        + ".Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained(WeightsFile.At(\"x.pth\")).Epochs(5).Compile();")]
    [InlineData("Backbone.ResNet18().Epochs(90).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Head(number).Epochs(5).Compile();")]
    public Task TRF012_head_left_at_the_pretrained_classes(string statement) => Body(statement);

    [Theory]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().{|TRF013:Head|}(1).Epochs(5).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().FreezeAll().Loss(Losses.CrossEntropy(0.1)).{|TRF013:Head|}(h => h.Linear(8).ReLU()"
        + ".Linear(1)).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Head(1).Loss(Losses.BinaryCrossEntropy()).Epochs(5).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Head(1).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Head(1).Loss(Losses.CrossEntropy(rate)).Compile();")]
    public Task TRF013_cross_entropy_over_one_class(string statement) => Body(statement);

    [Theory]
    [InlineData("Backbone.ResNet18().Pretrained().Features().{|TRF014:Epochs|}(5).Optimizer(Optimizers.Sgd(1e-3)).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Loss(Losses.CrossEntropy()).FreezeAll().{|TRF014:Features|}().Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Features().{|TRF014:Optimizer|}(Optimizers.Sgd(rate)).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Features().BatchSize(8).Seed(1).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Features().Augment(Augmentations.HorizontalFlip()).Compile();")]
    public Task TRF014_features_in_a_recipe_that_trains(string statement) => Body(statement);

    [Theory]
    [InlineData(".Phase(\"a\", 1).{|TRF015:Phase|}(\"b\", 2).Then(2, p => p.UnfreezeLast(1).LearningRate(1e-4))")]
    [InlineData(".Phase(\"a\", 1, p => p.LearningRate(1e-4)).{|TRF015:Then|}(2, p => p.Freeze(\"layer1\").LearningRate(1e-4))")]
    [InlineData(".Phase(\"a\", 1).{|TRF015:Then|}(2, p => p.FreezeAll())")]
    [InlineData(".Phase(\"a\", 1).Then(2, p => p.LearningRate(1e-4))")]
    [InlineData(".Phase(\"a\", 1).Then(2, p => p.FreshOptimizer())")]
    [InlineData(".Phase(\"a\", 1).Then(2, p => p.Schedule(Schedules.Cosine()))")]
    [InlineData(".Phase(\"a\", 1).Then(2, p => p.Group(Layers.Head, 1e-4))")]
    [InlineData(".Phase(\"a\", 1).Then(2, p => p.BatchNorm(FrozenBatchNorm.Train))")]
    [InlineData(".Phase(\"a\", {|TRF006:0|})")]
    public Task TRF015_phase_without_effect(string steps) => Body(Probe + steps + ".Compile();");

    [Theory]
    [InlineData(".{|TRF016:EarlyStopping|}(10).Epochs(5)")]
    [InlineData(".{|TRF016:EarlyStopping|}(4).Epochs(5)")]
    [InlineData(".{|TRF016:EarlyStopping|}(3)")]
    [InlineData(".{|TRF016:EarlyStopping|}(3).TwoPhase(1, 3)")]
    [InlineData(".EarlyStopping(3).Epochs(5)")]
    [InlineData(".EarlyStopping(10).Epochs(number)")]
    [InlineData(".EarlyStopping(number).Epochs(5)")]
    [InlineData(".EarlyStopping(10).TwoPhase(number, 3)")]
    public Task TRF016_early_stopping_that_cannot_stop(string steps) => Body(Probe + steps + ".Compile();");

    [Theory]
    [InlineData("{|TRF017:Head|}(10).Optimizer(Optimizers.AdamW(1e-3)).Epochs(10)")]
    [InlineData("{|TRF017:Head|}(10).Optimizer(Optimizers.Sgd(0.1)).Freeze(Layers.BatchNorms)")]
    [InlineData("{|TRF017:Head|}(10).Epochs(3)")]
    [InlineData("Head(10)")]
    [InlineData("Head(10).Optimizer(Optimizers.Sgd(0.001, momentum: 0.9)).Epochs(25)")]
    [InlineData("Head(10).Optimizer(Optimizers.AdamW(5e-5)).Epochs(3)")]
    [InlineData("Head(10).Optimizer(Optimizers.AdamW(1e-3)).Schedule(Schedules.Cosine(warmUp: 2)).Epochs(10)")]
    [InlineData("Head(10).Optimizer(Optimizers.AdamW(1e-3)).Schedule(Schedules.OneCycle()).Epochs(10)")]
    [InlineData("Head(10).Optimizer(Optimizers.AdamW(1e-3)).LayerDecay(0.75).Freeze(\"conv1\").Epochs(10)")]
    [InlineData("Freeze(\"conv1\", \"bn1\").Head(10).Optimizer(Optimizers.AdamW(1e-3)).Epochs(10)")]
    [InlineData("Head(10).FineTune(1, 3)")]
    [InlineData("Head(10).TwoPhase(1, 3)")]
    [InlineData("Head(10).GradualUnfreeze([1, 2], 4)")]
    [InlineData("Head(10).Optimizer(Optimizers.AdamW(rate)).Epochs(10)")]
    public Task TRF017_random_head_over_an_unfrozen_backbone(string steps) =>
        Body("Backbone.ResNet18().Pretrained()." + steps + ".Compile();");

    [Theory]
    [InlineData("var r = Backbone.ResNet18(); r.{|TRF018:FreezeAll|}(); r.Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().{|TRF018:Head|}(number);")]
    [InlineData("Recipe? r = flag ? Backbone.ResNet18() : null; r?.{|TRF018:Head|}(10); r!.{|TRF018:Seed|}(1)!;")]
    [InlineData("Backbone.ResNet18().Head(h => { h.{|TRF018:Linear|}(10); return h.Linear(10); }).Compile();")]
    [InlineData("Backbone.ResNet18().Head(10).Phase(name, 1, p => { p.{|TRF018:FreezeAll|}(); return p; }).Compile();")]
    [InlineData("var r = Backbone.ResNet18(); r = r.FreezeAll(); _ = r.Head(10); r.Compile();")]
    [InlineData(
        "var r = Backbone.ResNet18(); Throws(() => r.Head(number)); Throws(() => { r.Head(number); }); static void "
        + "Throws(Action a) { }")]
    public Task TRF018_result_dropped(string statements) => Verify.Program(
        $$"""
        #nullable enable annotations
        using System;
        using Transfer;
        class C
        {
            void M(int number, string name, bool flag)
            {
                {{statements}}
            }
        }
        """,
        Verify.Without(21),
        Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None);

    [Theory]
    [InlineData("for (var i = 0; i < number; i++) { Use(r.{|TRF019:Compile|}()); }")]
    [InlineData("foreach (var c in name) { var plan = r.Epochs(number).{|TRF019:Compile|}(); Use(plan); }")]
    [InlineData("Plan p; while (Next()) p = Backbone.ResNet18().Head(h => h.Linear(10)).{|TRF019:Compile|}();")]
    [InlineData("do { using var d = Open(r.{|TRF019:Compile|}()); } while (Next());")]
    [InlineData("for (var i = 0; i < number; i++) { Use(r.Seed(i).Compile()); }")]
    [InlineData("foreach (var c in name) { r = r.Unfreeze(c.ToString()); Use(r.Compile()); }")]
    [InlineData("foreach (var one in new[] { r }) { Use(one.Compile()); }")]
    [InlineData("while (Next()) { var s = r.Seed(Draw()); Use(s.Compile()); Use(r.Seed(Draw()).Compile()); }")]
    [InlineData("while (Next()) { if (flag) { Use(r.Compile()); } }")]
    [InlineData("while (true) { Use(r.Compile()); break; }")]
    [InlineData("Plan? p = null; while (Next()) { p ??= r.Compile(); }")]
    [InlineData("while (Next()) { Func<Plan> f = () => r.Compile(); }")]
    [InlineData("foreach (var row in r.Compile().Parameters) { Use(null); }")]
    [InlineData("while (Next()) { Change(ref r); Use(r.Compile()); }")]
    public Task TRF019_compiled_in_a_loop(string statements) => Verify.Program($$"""
        #nullable enable annotations
        using System;
        using Transfer;
        class C
        {
            void M(Recipe r, int number, string name, bool flag)
            {
                {{statements}}
            }

            static void Use(Plan? plan) { }
            static IDisposable? Open(Plan plan) => null;
            static bool Next() => false;
            static int Draw() => 0;
            static void Change(ref Recipe recipe) { }
        }
        """);

    [Theory]
    [InlineData("torch.manual_seed(42); Backbone.ResNet18().Head(10).{|TRF020:Compile|}();")]
    [InlineData(
        "torch.random.manual_seed(number); var r = Backbone.ResNet18()"
        + ".Head(number); r.{|TRF020:Compile|}(); torch.manual_seed(1);")]
    [InlineData("torch.manual_seed(42); Backbone.ResNet18().Head(10).Seed(42).Compile();")]
    [InlineData("torch.manual_seed(42); Backbone.ResNet18().Head(10).Seed(number).Compile();")]
    [InlineData("torch.manual_seed(42); Make().Compile();")]
    [InlineData("Other.manual_seed(42); Backbone.ResNet18().Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().Head(10).Compile();")]
    public Task TRF020_seed_that_does_not_reach_the_recipe(string statements) => Verify.Program($$"""
        using Transfer;
        using TorchSharp;
        namespace TorchSharp
        {
            public static class torch
            {
                public static void manual_seed(long seed) { }
                public static class random { public static void manual_seed(long seed) { } }
            }
        }

        namespace Elsewhere
        {
            static class Other { public static void manual_seed(long seed) { } }

            class C
            {
                Recipe Given = Backbone.ResNet18();

                void M(int number)
                {
                    {{statements}}
                }

                Recipe Make() => Given;
            }
        }
        """);

    // What the rules about training say of these recipes is tested with them.
    private static Task Body(string statements) =>
        Verify.Body(statements, Verify.Without(21, 26, 29, 30, 31, 33, 34));
}
