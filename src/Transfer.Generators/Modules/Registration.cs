using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Transfer.Common;

namespace Transfer.Generators.Modules;

/// <summary>Applies TorchSharp's register methods to modules that are read from source.</summary>
internal static class Registration
{
    /// <summary>
    /// Registers what a module's fields contain now, as <c>RegisterComponents()</c> does; the second time nothing.
    /// </summary>
    public static void OfComponents(LayerState module)
    {
        if (module.IsRegistered)
        {
            return;
        }

        module.IsRegistered = true;
        if (module.Kind == LayerKind.List)
        {
            for (var i = 0; i < module.Items.Count; i++)
            {
                OfModule(module, Literal.Number(i), module.Items[i]);
            }
        }
        else if (module.Type is { } type)
        {
            OfFields(module, type);
        }
    }

    /// <summary>Registers a module inside another one.</summary>
    public static void OfModule(LayerState parent, string name, LayerState child)
    {
        // Either throws, so that there is no module.
        if (name.Length == 0 || name.IndexOf('.') >= 0 || IsTaken(parent, name))
        {
            parent.Spoil();
            return;
        }

        OfComponents(child);
        parent.Children.Add((name, child));
    }

    /// <summary>Registers a tensor of a module.</summary>
    public static void OfTensor(LayerState parent, string name, TensorState tensor)
    {
        if (IsTaken(parent, name))
        {
            parent.Spoil();
            return;
        }

        parent.Tensors.Add(new CustomLayerTensor(name, tensor.Shape, !tensor.IsParameter));
    }

    private static bool IsTaken(LayerState parent, string name) =>
        parent.Children.Any(child => child.Name == name) || parent.Tensors.Any(tensor => tensor.Name == name);

    // As reflection lists them: a class's own before those of its base.
    private static void OfFields(LayerState module, INamedTypeSymbol type)
    {
        var seen = new HashSet<string>();
        for (var part = type; !TorchLayers.IsBase(part); part = part.BaseType!)
        {
            foreach (var field in part.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic && !field.IsConst))
            {
                if (seen.Add(field.Name))
                {
                    OfField(module, field);
                }
            }

            if (CapturesModules(part))
            {
                module.IsComplete = false;
            }
        }
    }

    private static void OfField(LayerState module, IFieldSymbol field)
    {
        var name = NameOf(field);
        if (IsTaken(module, name))
        {
            return;
        }

        module.Fields.TryGetValue(field.OriginalDefinition, out var value);
        switch (value)
        {
            case LayerState layer:
                OfModule(module, name, layer);
                break;
            case TensorState tensor:
                OfTensor(module, name, tensor);
                break;
            case Unseen when TorchLayers.IsModule(field.Type) && field.NullableAnnotation == NullableAnnotation.NotAnnotated:
                OfModule(module, name, LayerState.Unknown());
                break;
            case Unseen when field.Type.Name == "Parameter" && TorchLayers.IsTensor(field.Type)
                && field.NullableAnnotation == NullableAnnotation.NotAnnotated:
                OfTensor(module, name, new TensorState(null, IsParameter: true));
                break;
            case Unseen when MayHold(field.Type):
                module.IsComplete = false;
                break;
        }
    }

    private static bool MayHold(ITypeSymbol type) =>
        TorchLayers.IsModule(type) || TorchLayers.IsTensor(type) || type.SpecialType == SpecialType.System_Object
        || type.TypeKind is TypeKind.Interface or TypeKind.TypeParameter or TypeKind.Dynamic or TypeKind.Error;

    // A parameter of a primary constructor that a member uses is a field, of a name that the compiler makes up.
    private static bool CapturesModules(INamedTypeSymbol type) => type.InstanceConstructors.Any(constructor =>
        constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is TypeDeclarationSyntax
        && constructor.Parameters.Any(parameter => MayHold(parameter.Type)));

    private static string NameOf(IFieldSymbol field) =>
        field.GetAttributes()
            .Where(attribute => attribute.AttributeClass is { Name: "ComponentNameAttribute" })
            .SelectMany(attribute => attribute.NamedArguments)
            .Select(argument => argument.Value.Value as string)
            .FirstOrDefault() ?? field.MetadataName;
}
