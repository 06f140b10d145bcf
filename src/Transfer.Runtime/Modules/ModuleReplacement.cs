using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Transfer.Common;
using static TorchSharp.torch;

namespace Transfer.Modules;

/// <summary>
/// Puts a module in place of another one. TorchSharp keeps a module twice: in the field or list that <c>forward</c> uses,
/// and in the register that <c>named_parameters()</c>, <c>state_dict()</c>, <c>to()</c> and <c>train()</c> walk. Setting the
/// field alone would leave the old one registered.
/// </summary>
internal static class ModuleReplacement
{
    private const string FieldsAreKept =
        "A field is looked for because it holds a module, so code that was kept has set it; and the trimmer leaves each field "
        + "that such code names. A field that it took away held nothing.";

    /// <summary>Replaces a module, and disposes of the old one.</summary>
    /// <param name="name">The network's name, for messages.</param>
    /// <param name="modules">Every module of the network, with its path.</param>
    /// <param name="path">The path of the module to replace.</param>
    /// <param name="replacement">What takes its place.</param>
    /// <exception cref="BackboneModuleException">
    /// Where the old module is kept there is no place for the new one; nothing was changed.
    /// </exception>
    public static void Replace(
        string name,
        IReadOnlyList<(string Path, nn.Module Module)> modules,
        string path,
        nn.Module<Tensor, Tensor> replacement)
    {
        var old = modules.First(found => found.Path == path).Module;
        var places = modules.SelectMany(found => Places(name, path, found.Module, old, replacement)).ToArray();
        if (places.Length == 0)
        {
            throw new BackboneModuleException(
                $"Nothing that can be set holds the head {Quoted.Of(path)} of \"{name}\", so its forward would never see a new "
                + "one. Keep the head in a field, a Sequential, a ModuleList or a list.");
        }

        foreach (var place in places)
        {
            place();
        }

        var dot = path.LastIndexOf('.');
        var parent = modules.First(found => found.Path == (dot < 0 ? string.Empty : path[..dot])).Module;
        Register(parent, path[(dot + 1)..], replacement);
        old.Dispose();
    }

    // The order of registration is that of the state dict: what comes after the module is registered anew, after it.
    private static void Register(nn.Module parent, string segment, nn.Module replacement)
    {
        var children = parent.named_children().ToArray();
        var index = Array.FindIndex(children, child => child.name == segment);
        if (ReferenceEquals(children[index].module, replacement))
        {
            // A Sequential's list of modules is its register.
            return;
        }

        children[index] = (segment, replacement);
        foreach (var (child, _) in children[index..])
        {
            parent.register_module(child, null!);
        }

        foreach (var (child, module) in children[index..])
        {
            parent.register_module(child, module);
        }
    }

    /// <summary>For each field and list element of a module that holds the old one, what sets it to the new one.</summary>
    private static IEnumerable<Action> Places(string name, string path, nn.Module holder, nn.Module old, nn.Module replacement)
    {
        foreach (var field in Fields(holder.GetType()))
        {
            var value = field.GetValue(holder);
            if (ReferenceEquals(value, old))
            {
                Check(name, path, $"the field {field.DeclaringType!.Name}.{field.Name}", field.FieldType, replacement);
                yield return () => field.SetValue(holder, replacement);
            }
            else if (value is IList list && ElementType(list) is { IsValueType: false } element)
            {
                for (var i = 0; i < list.Count; i++)
                {
                    if (ReferenceEquals(list[i], old))
                    {
                        var at = i;
                        Check(name, path, $"the list {field.DeclaringType!.Name}.{field.Name}", element, replacement);
                        yield return () => list[at] = replacement;
                    }
                }
            }
        }
    }

    private static void Check(string name, string path, string place, Type type, nn.Module replacement)
    {
        if (!type.IsInstanceOfType(replacement))
        {
            throw new BackboneModuleException(
                $"The new head of \"{name}\" is a {replacement.GetType().Name}, and {place}, where {Quoted.Of(path)} is kept, "
                + $"can hold a {type.Name} only. Type it as Module<Tensor, Tensor>, or put on a head of one fully connected "
                + "layer: Head(classes).");
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification =
        "IList<> is named here, and the trimmer leaves an interface that is named on the classes that have it.")]
    private static Type? ElementType(IList list) => list.GetType().GetInterfaces()
        .FirstOrDefault(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IList<>))
        ?.GetGenericArguments()[0];

    [UnconditionalSuppressMessage("Trimming", "IL2070:Fields", Justification = FieldsAreKept)]
    [UnconditionalSuppressMessage("Trimming", "IL2075:BaseType", Justification = FieldsAreKept)]
    private static IEnumerable<FieldInfo> Fields(Type type)
    {
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        for (var current = type; current is not null && current != typeof(object); current = current.BaseType)
        {
            foreach (var field in current.GetFields(Own))
            {
                yield return field;
            }
        }
    }
}
