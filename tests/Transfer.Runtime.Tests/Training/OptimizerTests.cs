using Transfer.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Transfer.Tests.Training;

/// <summary>Against TorchSharp's own optimizers, which follow PyTorch's where every option is given.</summary>
public sealed class OptimizerTests
{
    public static TheoryData<string> Kinds =>
        ["sgd", "sgd momentum", "sgd nesterov decay", "sgd dampening", "adam", "adam decay", "adamw"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Steps_are_PyTorchs(string kind)
    {
        var settings = kind switch
        {
            "sgd" => Optimizers.Sgd(0.1),
            "sgd momentum" => Optimizers.Sgd(0.1, momentum: 0.9, weightDecay: 0.01),
            "sgd nesterov decay" => Optimizers.Sgd(0.1, momentum: 0.9, weightDecay: 0.01, nesterov: true),
            "sgd dampening" => Optimizers.Sgd(0.1, momentum: 0.9, dampening: 0.5),
            "adam" => Optimizers.Adam(0.01),
            "adam decay" => Optimizers.Adam(0.01, beta1: 0.8, beta2: 0.9, epsilon: 1e-6, weightDecay: 0.1),
            _ => Optimizers.AdamW(0.01),
        };
        var plan = Backbone.SqueezeNet1_1().FreezeAll().Head(2).Optimizer(settings).Seed(1).Compile();
        using var ours = plan.CreateModule();
        using var theirs = plan.CreateModule();
        var mine = plan.CreateOptimizer(ours);
        var parameters = theirs.parameters().Where(parameter => parameter.requires_grad).ToArray();
        optim.Optimizer reference = kind switch
        {
            "sgd" => optim.SGD(parameters, 0.1),
            "sgd momentum" => optim.SGD(parameters, 0.1, momentum: 0.9, weight_decay: 0.01),
            "sgd nesterov decay" => optim.SGD(parameters, 0.1, momentum: 0.9, weight_decay: 0.01, nesterov: true),
            "sgd dampening" => optim.SGD(parameters, 0.1, momentum: 0.9, dampening: 0.5),
            "adam" => optim.Adam(parameters, 0.01),
            "adam decay" => optim.Adam(parameters, 0.01, beta1: 0.8, beta2: 0.9, eps: 1e-6, weight_decay: 0.1),
            _ => optim.AdamW(parameters, 0.01, weight_decay: 0.01),
        };
        ours.eval();
        theirs.eval();
        var images = rand([4, 3, 224, 224]);
        var labels = tensor(new long[] { 0, 1, 1, 0 });
        for (var step = 0; step < 4; step++)
        {
            Step(ours, mine, images, labels);
            Step(theirs, reference, images, labels);
        }

        var names = plan.Phases[0].Groups.SelectMany(group => group.Parameters).ToArray();
        Assert.Equal(2, names.Length);
        foreach (var name in names)
        {
            var difference = (ours.state_dict()[name] - theirs.state_dict()[name]).abs().max().item<float>();
            Assert.True(difference <= 1e-6, $"{name} differs by {difference}");
        }
    }

    [Fact]
    public void The_optimizer_has_exactly_what_trains_in_its_groups()
    {
        var plan = Backbone.ResNet18()
            .FreezeAll()
            .UnfreezeFrom("layer3")
            .Head(4)
            .Optimizer(Optimizers.Sgd(0.1))
            .Group("layer3", 1e-4)
            .Group("layer4", 1e-3)
            .Compile();
        using var module = plan.CreateModule();
        using var optimizer = plan.CreateOptimizer(module);
        Assert.Equal([1e-4, 1e-3, 0.1], optimizer.ParamGroups.Select(group => group.LearningRate));
        Assert.Equal(
            module.named_parameters().Where(pair => pair.parameter.requires_grad).Select(pair => pair.parameter.Handle).Order(),
            optimizer.parameters().Select(parameter => parameter.Handle).Order());
    }

    [Fact]
    public void A_scheduler_of_TorchSharp_can_set_the_rates()
    {
        var plan = Backbone.SqueezeNet1_1().FreezeAll().Head(2).Optimizer(Optimizers.Sgd(0.1)).Compile();
        using var module = plan.CreateModule();
        using var optimizer = plan.CreateOptimizer(module);
        var scheduler = optim.lr_scheduler.StepLR(optimizer, step_size: 1, gamma: 0.1);
        scheduler.step();
        Assert.Equal(0.01, optimizer.ParamGroups.Single().LearningRate, 1e-12);
    }

    [Fact]
    public void Nothing_to_train_makes_no_optimizer()
    {
        var plan = Backbone.ResNet18().FreezeAll().Compile();
        using var module = plan.CreateModule();
        Assert.Throws<InvalidOperationException>(() => plan.CreateOptimizer(module));
    }

    private static void Step(PlanModule module, optim.Optimizer optimizer, Tensor images, Tensor labels)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        F.cross_entropy(module.forward(images), labels).backward();
        optimizer.step();
    }
}
