using Transfer.Common;
using Transfer.Generators.Layers;

namespace Transfer.Generators.Generation;

/// <summary>
/// A class with <see cref="BackboneAttribute"/>, as data: two are equal when the same source follows from them.
/// </summary>
/// <param name="File">The name of the file, without its extension.</param>
/// <param name="Namespace">The namespace; empty for none.</param>
/// <param name="Type">The class as it is written anywhere: <c>global::Shop.MyNet</c>.</param>
/// <param name="Method">The method's name: the class's.</param>
/// <param name="Stem">
/// What the names of the generated classes begin with: the class's, after those of the classes around it.
/// </param>
/// <param name="IsPublic">Whether all the world sees the class.</param>
/// <param name="Name">The network's name.</param>
/// <param name="Head">The module path of its head.</param>
/// <param name="Constructors">What makes it; none where there is no TorchSharp back end to make recipes over it.</param>
/// <param name="Layers">Its layers that own parameters.</param>
/// <param name="Parameters">Elements of its parameters; null where they are not known.</param>
/// <param name="HasAllLayers">Whether <paramref name="Layers"/> are all that it has.</param>
/// <param name="HasExtensionMembers">Whether the program's C# has extension members.</param>
internal sealed record BackboneModel(
    string File,
    string Namespace,
    string Type,
    string Method,
    string Stem,
    bool IsPublic,
    string Name,
    string Head,
    EquatableList<BackboneConstructor> Constructors,
    EquatableList<NamedLayer> Layers,
    long? Parameters,
    bool HasAllLayers,
    bool HasExtensionMembers);

/// <summary>A constructor of the class.</summary>
/// <param name="IsPublic">Whether all the world may call it.</param>
/// <param name="Parameters">Its parameters as they are declared: <c>int width = 5</c>.</param>
/// <param name="Arguments">Their names.</param>
internal sealed record BackboneConstructor(bool IsPublic, string Parameters, string Arguments);
