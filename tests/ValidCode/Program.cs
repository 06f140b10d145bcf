using Transfer;
using ValidCode;

// Top-level statements are code like any other.
var recipe = Backbone.ResNet18().Pretrained().FreezeAll();
recipe = args.Length > 0 ? recipe.Head(args.Length) : recipe.Head(10);
var plan = recipe.Optimizer(Optimizers.Adam(1e-3)).Epochs(5).Seed(1).Compile();
Console.WriteLine(plan);
Console.WriteLine(Forms.Local());
