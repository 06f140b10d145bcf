using Transfer.Operators;
using static TorchSharp.torch;

namespace Transfer.Modules;

/// <summary>The TorchSharp modules of the operators that a head can have.</summary>
internal sealed class HeadModules : PartialVisitor<nn.Module<Tensor, Tensor>>
{
    private HeadModules()
    {
    }

    public static HeadModules Instance { get; } = new();

    public override nn.Module<Tensor, Tensor> Visit(Linear op) => nn.Linear(op.InFeatures, op.OutFeatures, op.Bias);

    public override nn.Module<Tensor, Tensor> Visit(Dropout op) => nn.Dropout(op.Probability);

    public override nn.Module<Tensor, Tensor> Visit(BatchNorm op) => nn.BatchNorm1d(op.Features, op.Epsilon, op.Momentum);

    public override nn.Module<Tensor, Tensor> Visit(LayerNorm op) => nn.LayerNorm(op.Features, op.Epsilon);

    public override nn.Module<Tensor, Tensor> Visit(Identity op) => nn.Identity();

    public override nn.Module<Tensor, Tensor> Visit(Activation op) => op.Kind switch
    {
        ActivationKind.ReLU => nn.ReLU(),
        ActivationKind.ReLU6 => nn.ReLU6(),
        ActivationKind.SiLU => nn.SiLU(),
        ActivationKind.Hardswish => nn.Hardswish(),
        ActivationKind.Hardsigmoid => nn.Hardsigmoid(),
        ActivationKind.Sigmoid => nn.Sigmoid(),
        ActivationKind.GELU => nn.GELU(),
        _ => throw new NotSupportedException($"The TorchSharp back end has no module for the function {op.Kind}."),
    };

    protected override nn.Module<Tensor, Tensor> Other(Operator op) => throw new NotSupportedException(
        $"The TorchSharp back end has no module for the operator {op} in a head.");
}
