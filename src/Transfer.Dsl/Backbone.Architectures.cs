namespace Transfer;

public static partial class Backbone
{
    /// <summary>ResNet-18.</summary>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    public static Recipe ResNet18() => Named("resnet18");
}
