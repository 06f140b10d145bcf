using TorchSharp;
using Transfer.Modules;
using Transfer.Tests.Training;
using Transfer.Training;
using static TorchSharp.torch;

namespace Transfer.Tests.Modules;

/// <summary>The language over the named parameters of a user's own module.</summary>
[Collection(TorchGenerator.Name)]
public sealed class CustomModuleTests
{
    private static Recipe Fields => Own(Backbone.From("fields", () => new FieldsNet(), head: "classifier"));

    private static Recipe InSequential => Own(Backbone.From("sequential", () => new SequentialNet(), head: "classifier.2"));

    private static Recipe InList => Own(Backbone.From("list", () => new ListNet(), head: "layers.2"));

    private static Recipe Typed => Own(Backbone.From("typed", () => TypedNet.Make(), head: "fc"));

    private static string[] BlockAndHead =>
        ["block.conv.weight", "block.bn.weight", "block.bn.bias", "classifier.weight", "classifier.bias"];

    private static string[] NormsOfFields => ["norm.weight", "norm.bias", "block.bn.weight", "block.bn.bias"];

    public static TheoryData<string> All => ["fields", "sequential", "list", "typed"];

    [Theory]
    [MemberData(nameof(All))]
    public void Names_shapes_and_order_of_plan_and_module_are_the_users_own(string name)
    {
        var plan = Of(name).Compile();
        using var module = plan.CreateModule();
        using var own = Make(name);
        Assert.Equal(own.named_parameters().Select(pair => pair.name), plan.Parameters.Select(parameter => parameter.Name));
        AssertSameTensors(plan, module);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_new_head_is_seen_by_names_modes_and_forward_and_the_old_one_by_nothing(string name)
    {
        var plan = Of(name).Head(3).Compile();
        using var module = plan.CreateModule();
        using var scope = NewDisposeScope();
        AssertSameTensors(plan, module);
        Assert.Equal(
            [3L, plan.Graph.Input.Rank == 3 ? Features(name) : 0], module.get_parameter(plan.Graph.HeadPath + ".weight")!.shape);

        var head = module.named_modules().Single(pair => pair.name == plan.Graph.HeadPath).module;
        module.eval();
        Assert.False(head.training);
        module.train();
        Assert.True(head.training);

        module.eval();
        var before = module.forward(rand([2, 3, 32, 32]));
        Assert.Equal([2L, 3L], before.shape);
        module.forward(rand([2, 3, 32, 32])).sum().backward();
        Assert.All(module.named_parameters().Where(pair => IsHead(plan, pair.name)), pair => Assert.NotNull(pair.parameter.grad));

        module.to(ScalarType.Float64);
        Assert.All(module.named_parameters(), pair => Assert.Equal(ScalarType.Float64, pair.parameter.dtype));
        Assert.Equal(ScalarType.Float64, module.forward(rand([2, 3, 32, 32], ScalarType.Float64)).dtype);
    }

    [Theory]
    [InlineData("fields")]
    [InlineData("sequential")]
    [InlineData("list")]
    public void A_head_of_several_layers_and_no_head_fit_where_the_field_can_hold_them(string name)
    {
        using var scope = NewDisposeScope();
        var deep = Of(name).Head(h => h.Linear(8).BatchNorm().ReLU().Dropout(0.5).LayerNorm().Linear(3)).Compile();
        using var module = deep.CreateModule();
        AssertSameTensors(deep, module);
        Assert.Equal([2L, 3L], module.forward(rand([2, 3, 32, 32])).shape);

        var features = Of(name).Features().Compile();
        using var headless = features.CreateModule();
        AssertSameTensors(features, headless);
        Assert.Equal([2L, Features(name)], headless.forward(rand([2, 3, 32, 32])).shape);
        Assert.Equal(Features(name), features.Outputs);
    }

    [Fact]
    public void A_field_that_holds_a_Linear_only_takes_no_other_head()
    {
        var error = Assert.Throws<BackboneModuleException>(() => Typed.Head(3, dropout: 0.2).Compile().CreateModule());
        Assert.Contains("TypedNet", error.Message, StringComparison.Ordinal);
        Assert.Contains("Module<Tensor, Tensor>", error.Message, StringComparison.Ordinal);
        Assert.Throws<BackboneModuleException>(() => Typed.Features().Compile().CreateModule());
    }

    [Fact]
    public void Paths_globs_and_the_order_of_registration_select()
    {
        Assert.Equal(BlockAndHead, Trained(Fields.FreezeAll().UnfreezeFrom("block")));
        Assert.Equal(
            ["stem.bias", "norm.bias", "block.bn.bias", "classifier.bias"], Trained(Fields.FreezeAll().Unfreeze("**.bias")));
        Assert.Equal(["block.bn.weight", "block.bn.bias"], Trained(Fields.FreezeAll().Unfreeze("block").Freeze("*.conv")));

        // The head counts as the last, wherever its field stands.
        Assert.Equal(["fc.weight", "fc.bias"], Trained(Typed.FreezeAll().UnfreezeFrom("fc")));
        var error = Assert.Throws<RecipeException>(() => Fields.Unfreeze("blok").Compile());
        Assert.Contains("block", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Frozen_norms_and_dropout_inside_what_is_frozen_stay_in_inference_after_train()
    {
        using var module = Fields.FreezeAll().Head(3).Compile().CreateModule();
        module.train();
        Assert.Equal(["block", "block.bn", "block.conv", "block.drop", "norm", "stem"], InInference(module));
        module.eval();
        module.train(true);
        Assert.Equal(["block", "block.bn", "block.conv", "block.drop", "norm", "stem"], InInference(module));
    }

    [Fact]
    public void Frozen_norms_drift_where_the_recipe_says_so()
    {
        using var module = Fields.FreezeAll().Head(3).BatchNorm(FrozenBatchNorm.Train).Compile().CreateModule();
        module.train();
        Assert.Equal(["block", "block.conv", "block.drop", "stem"], InInference(module));
    }

    [Fact]
    public void Norms_without_parameters_follow_the_layers_around_them()
    {
        using var frozen = InSequential.FreezeAll().Head(3).Compile().CreateModule();
        frozen.train();
        Assert.Contains("features.1", InInference(frozen));
        using var trained = InSequential.Head(3).Compile().CreateModule();
        trained.train();
        Assert.Empty(InInference(trained));
    }

    [Fact]
    public void What_is_frozen_stays_bit_identical_through_training_with_momentum()
    {
        using var model = TransferModel.Create(
            Fields.FreezeAll().Unfreeze("block.conv").Head(3).Group("block", 0.01)
                .Optimizer(Optimizers.Sgd(0.05, momentum: 0.9)).Epochs(2).Compile(),
            CPU);
        var before = Bits(model.Module);
        model.Train(Pictures.Of(24));
        var after = Bits(model.Module);
        Assert.Equal(
            ["block.conv.weight", "classifier.weight", "classifier.bias"],
            after.Keys.Where(name => !after[name].SequenceEqual(before[name])));
    }

    [Fact]
    public void Training_learns_what_the_pictures_show()
    {
        using var model = TransferModel.Create(Typed.Head(3).Optimizer(Optimizers.Adam(0.05)).Epochs(20).Compile(), CPU);
        var history = model.Train(Pictures.Of(32));
        Assert.True(history.Epochs[^1].Training.Loss < history.Epochs[0].Training.Loss / 2);
    }

    [Fact]
    public void Each_phase_freezes_and_sets_modes_anew_and_what_it_freezes_stays_bit_identical()
    {
        var plan = Fields.FreezeAll().Head(3).Optimizer(Optimizers.Sgd(0.05, momentum: 0.9))
            .Phase("head", epochs: 1)
            .Then(epochs: 1, p => p.Unfreeze("block").LearningRate(0.01))
            .Then(epochs: 1, p => p.Freeze("block").Unfreeze("stem"))
            .Compile();
        using var module = plan.CreateModule();
        module.train();
        Assert.Contains("block.bn", InInference(module));
        module.Enter(plan.Phases[1]);
        Assert.Equal(["norm", "stem"], InInference(module));
        Assert.True(module.get_parameter("block.bn.weight")!.requires_grad);
        module.Enter(plan.Phases[2]);
        Assert.Equal(["block", "block.bn", "block.conv", "block.drop", "norm"], InInference(module));

        using var model = TransferModel.Create(plan, CPU);
        var before = Bits(model.Module);
        model.Train(Pictures.Of(16));
        var after = Bits(model.Module);
        Assert.Equal(
            ["norm.bias", "norm.running_mean", "norm.running_var", "norm.weight"],
            after.Keys.Where(name => after[name].SequenceEqual(before[name])).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Kinds_groups_and_stages_know_the_modules()
    {
        Assert.Equal(NormsOfFields, Trained(Fields.FreezeAll().Unfreeze(Layers.Norms)));
        Assert.Equal(NormsOfFields, Trained(Fields.FreezeAll().Unfreeze(Layers.BatchNorms)));
        Assert.Equal(["classifier.weight", "classifier.bias"], Trained(Fields.FreezeAll().Unfreeze(Layers.Head)));

        // A stage is a module at the top that has parameters; the head counts for itself.
        Assert.Equal(BlockAndHead, Trained(Fields.FreezeAll().UnfreezeLast(1)));
        var groups = Fields.Head(3).LayerDecay(0.5).Optimizer(Optimizers.Sgd(0.8)).Compile().Phases[0].Groups;
        Assert.Equal(
            ["stem 0.1", "norm 0.2", "block 0.4", "head 0.8"],
            groups.Select(group => FormattableString.Invariant($"{group.Name} {group.LearningRate}")));
    }

    [Fact]
    public void A_run_goes_on_from_its_checkpoint_bit_identically()
    {
        using var folder = new TemporaryFolder();
        var recipe = Fields.FreezeAll().Unfreeze("block").Head(3).Optimizer(Optimizers.Sgd(0.05, momentum: 0.9)).Epochs(3);
        using var whole = TransferModel.Create(recipe.Compile(), CPU);
        whole.Train(Pictures.Of(24));

        var checkpoint = new Transfer.Checkpoints.CheckpointOptions(folder["run.safetensors"], Every: 1);
        var options = new TrainingOptions { Checkpoint = checkpoint, Resume = true };
        using (var stop = new CancellationTokenSource())
        using (var first = TransferModel.Create(recipe.Compile(), CPU))
        {
            var stopper = new Stopper(stop, batch: 5);
            Assert.Throws<TrainingCanceledException>(
                () => first.Train(Pictures.Of(24), options: options, progress: stopper, cancellation: stop.Token));
        }

        using var second = TransferModel.Create(recipe.Compile(), CPU);
        second.Train(Pictures.Of(24), options: options);
        Assert.Equal(Bits(whole.Module), Bits(second.Module));
    }

    [Fact]
    public void The_seed_decides_the_parameters_and_the_programs_random_state_stays()
    {
        manual_seed(11);
        using var expected = rand(3);
        manual_seed(11);
        using var first = Fields.Head(3).Seed(1).Compile().CreateModule();
        using var drawn = rand(3);
        using var second = Fields.Head(3).Seed(1).Compile().CreateModule();
        using var third = Fields.Head(3).Seed(2).Compile().CreateModule();
        Assert.Equal(Bits(first), Bits(second));
        Assert.NotEqual(Bits(first)["stem.weight"], Bits(third)["stem.weight"]);
        Assert.NotEqual(Bits(first)["classifier.weight"], Bits(third)["classifier.weight"]);
        Assert.Equal(expected.data<float>().ToArray(), drawn.data<float>().ToArray());
    }

    [Fact]
    public void A_saved_model_opens_with_the_same_factory_and_with_no_other()
    {
        using var folder = new TemporaryFolder();
        var path = folder["own.safetensors"];
        using var model = TransferModel.Create(Typed.Head(3).Compile(), CPU);
        model.Train(Pictures.Of(8));
        model.Save(path);

        using var opened = TransferModel.Open(path, CPU, module: () => TypedNet.Make());

        Assert.Equal(model.Plan, opened.Plan);
        Assert.Equal(Bits(model.Module), Bits(opened.Module));
        var picture = Pictures.Of(1).Load(0);
        Assert.Equal(model.Predict(picture).Probabilities, opened.Predict(picture).Probabilities);

        var missing = Assert.Throws<BackboneModuleException>(() => TransferModel.Open(path, CPU));
        Assert.Contains("module: () => new", missing.Message, StringComparison.Ordinal);
        var other = Assert.Throws<BackboneModuleException>(() => TransferModel.Open(path, CPU, module: () => TypedNet.Make(6)));
        Assert.Contains("features.0.weight [6, 3, 3, 3]", other.Message, StringComparison.Ordinal);
        Assert.Contains("takes 6 features, not 5", other.Message, StringComparison.Ordinal);
        using var builtIn = TransferModel.Create(Backbone.SqueezeNet1_1().InputSize(32).Head(2).Compile(), CPU);
        Assert.Throws<ArgumentException>(() => builtIn.Plan.WithModule(() => TypedNet.Make()));
    }

    [Fact]
    public void Saved_weights_serve_another_recipe_and_the_report_names_every_tensor()
    {
        using var folder = new TemporaryFolder();
        using var first = TransferModel.Create(Fields.Seed(5).Compile(), CPU);
        first.Save(folder["own.safetensors"]);

        var plan = Fields.Pretrained(WeightsFile.At(folder["own.safetensors"])).FreezeAll().Head(3).Seed(6).Compile();
        using var module = plan.CreateModule(out var report);

        var (old, current) = (Bits(first.Module), Bits(module));
        string[] kept = [.. current.Keys.Where(name => !name.StartsWith("classifier", StringComparison.Ordinal))];
        Assert.Equal(old.Keys.Where(name => !name.StartsWith("classifier", StringComparison.Ordinal)), kept);
        Assert.All(kept, name => Assert.Equal(old[name], current[name]));
        Assert.Equal(["classifier.weight", "classifier.bias"], report!.NewInHead);
        Assert.Equal(["classifier.weight", "classifier.bias"], report.HeadReplaced);
        var error = Assert.Throws<RecipeException>(() => Fields.Pretrained().Compile());
        Assert.Contains("WeightsFile.At", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Plans_have_JSON_both_ways(string name)
    {
        foreach (var recipe in new[] { Of(name), Of(name).FreezeAll().Head(3), Of(name).Features() })
        {
            var plan = recipe.Compile();
            var read = Plan.FromJson(plan.ToJson());
            Assert.Equal(plan, read);
            Assert.Equal(plan.ToString(), read.ToString());
            Assert.Throws<BackboneModuleException>(() => read.CreateModule());
        }
    }

    [Fact]
    public void The_plan_says_what_is_not_known() =>
        Snapshot.Match(Fields.FreezeAll().Unfreeze("block.conv").Head(3).Compile().ToString());

    [Fact]
    public void Another_plan_continues_from_a_model()
    {
        using var first = TransferModel.Create(Fields.Head(3).Seed(1).Compile(), CPU);
        using var second = first.Continue(Fields.FreezeAll().Head(3).Seed(2).Compile());
        Assert.Equal(Bits(first.Module), Bits(second.Module));
    }

    [Fact]
    public void Mistakes_are_named_with_the_way_out()
    {
        Refused(() => Backbone.From("x", () => new FieldsNet(), head: "clasifier"), "nearest", "\"classifier\"");
        Refused(
            () => Backbone.From("x", () => new FieldsNet(), head: "stem"), "is a Conv2d", "Linear modules are \"classifier\"");
        Refused(() => Backbone.From("x", () => new SequentialNet(), head: "classifier"), "is a Sequential", "\"classifier.2\"");
        Refused(() => Backbone.From("x", () => null!, head: "fc"), "gave null", "new module");
        Refused(() => Backbone.From("x", () => new TwiceNet(), head: "head"), "\"head\"", "\"fc\"");
        Refused(() => Backbone.From("x", () => new ForgetfulNet(), head: "fc"), "RegisterComponents()", "no parameters");
        Assert.Throws<ArgumentException>(() => Backbone.From("resnet18", () => new FieldsNet(), head: "classifier"));
        Assert.Throws<ArgumentException>(() => Backbone.From(" ", () => new FieldsNet(), head: "classifier"));
        Assert.Throws<ArgumentNullException>(() => Backbone.From("x", null!, head: "classifier"));
    }

    [Fact]
    public void A_factory_has_to_make_the_same_network_anew_each_time()
    {
        var width = 5;
        var growing = Own(Backbone.From("growing", () => TypedNet.Make(width++), head: "fc")).Compile();
        Refused(() => growing.CreateModule(), "fc takes 6 features", "features.0.weight [5, 3, 3, 3]");

        var net = new FieldsNet();
        var single = Own(Backbone.From("single", () => net, head: "classifier")).Compile();
        Refused(() => single.CreateModule(), "same module twice", "new FieldsNet");
    }

    private static void Refused(Action action, params string[] parts)
    {
        var error = Assert.Throws<BackboneModuleException>(action);
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    private static Recipe Own(Recipe recipe) => recipe.InputSize(Pictures.Side, resize: Pictures.Side).BatchSize(8).Seed(3);

    private static Recipe Of(string name) => name switch
    {
        "fields" => Fields,
        "sequential" => InSequential,
        "list" => InList,
        _ => Typed,
    };

    private static nn.Module<Tensor, Tensor> Make(string name) => name switch
    {
        "fields" => new FieldsNet(),
        "sequential" => new SequentialNet(),
        "list" => new ListNet(),
        _ => TypedNet.Make(),
    };

    private static long Features(string name) => name is "fields" or "sequential" ? 6 : 5;

    private static bool IsHead(Plan plan, string parameter) =>
        parameter.StartsWith(plan.Graph.HeadPath + ".", StringComparison.Ordinal);

    private static void AssertSameTensors(Plan plan, PlanModule module)
    {
        Assert.Equal(
            plan.Graph.Parameters.Select(tensor => $"{tensor.Name} {tensor.Shape}"),
            module.named_parameters().Select(pair => $"{pair.name} [{string.Join(", ", pair.parameter.shape)}]"));
        Assert.Equal(
            plan.Graph.Buffers.Select(tensor => $"{tensor.Name} {tensor.Shape}"),
            module.named_buffers().Select(pair => $"{pair.name} [{string.Join(", ", pair.buffer.shape)}]"));
        Assert.Equal(
            plan.Graph.Parameters.Concat(plan.Graph.Buffers).Select(tensor => tensor.Name).Order(StringComparer.Ordinal),
            module.state_dict().Keys.Order(StringComparer.Ordinal));
    }

    private static string[] Trained(Recipe recipe)
    {
        using var module = recipe.Compile().CreateModule();
        return module.named_parameters().Where(pair => pair.parameter.requires_grad).Select(pair => pair.name).ToArray();
    }

    private static string[] InInference(PlanModule module) =>
    [
        .. module.named_modules().Where(pair => !pair.module.training).Select(pair => pair.name).Order(StringComparer.Ordinal),
    ];

    private static Dictionary<string, int[]> Bits(PlanModule module) => module.state_dict()
        .Where(pair => pair.Value.dtype == ScalarType.Float32)
        .ToDictionary(
            pair => pair.Key,
            pair => pair.Value.cpu().data<float>().ToArray().Select(BitConverter.SingleToInt32Bits).ToArray());

    private sealed class Stopper(CancellationTokenSource stop, int batch) : IProgress<TrainingProgress>
    {
        private int seen;

        public void Report(TrainingProgress value)
        {
            if (++seen == batch)
            {
                stop.Cancel();
            }
        }
    }
}
