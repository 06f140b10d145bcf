// Written by tools/Transfer.Docs from the rules that there are.
using Transfer.Generators.Generation.Misuses;
using Transfer.Generators.Rules;

namespace Transfer.Generators.Analyzers;

internal static partial class CompilerRules
{
    private static CompilerRule[] Written() =>
    [
        new DroppedResult(),
        new CompiledInLoop(),
        new SeedBesideRecipe(),
        new NotPartial(),
        new NotStatic(),
        new NoPlan(),
        new NoCompanion(),
        new NotConstant(),
        new SameRecipeName(),
        new NoModule(),
        new NotMakeable(),
        new NoHead(),
        new TakenName(),
        new SameBackboneName(),
        new NothingRegistered(),
    ];
}
