using Transfer.Docs;

if (args is not ["write" or "check"])
{
    Console.Error.WriteLine("Usage: dotnet run --project tools/Transfer.Docs -- write|check");
    return 2;
}

var root = Directory.GetCurrentDirectory();
while (!File.Exists(Path.Combine(root, "Transfer.sln")))
{
    root = Path.GetDirectoryName(root)
        ?? throw new DirectoryNotFoundException("There is no Transfer.sln in this folder, or above it.");
}

var stale = WrittenFiles.Stale(root);
foreach (var (path, text) in stale)
{
    Console.WriteLine(args[0] == "write" ? $"{path} written" : $"{path} is stale");
    if (args[0] == "write")
    {
        File.WriteAllText(Path.Combine(root, path), text);
    }
}

return args[0] == "check" && stale.Count > 0 ? 1 : 0;
