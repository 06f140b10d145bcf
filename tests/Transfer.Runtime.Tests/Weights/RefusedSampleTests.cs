namespace Transfer.Weights.Tests;

public class RefusedSampleTests
{
    public static readonly TheoryData<string, string, string> Cases = new()
    {
        { "bare_pickle.pth", "a bare pickle", "torch.save(model.state_dict(), path)" },
        { "empty_file.pth", "an empty file", "Download the file again" },
        { "html_error_page.pth", "an HTML page, probably an error page of the download", "download the file again" },
        { "runs_a_command.pth", "a pickle that asks Python to call posix.system", "Nothing was run" },
        { "runs_a_command_legacy.pth", "a pickle that asks Python to call posix.system", "Nothing was run" },
        { "torchscript.pt", "a TorchScript archive", "torch.jit.load(path).state_dict()" },
        { "truncated_legacy.pth", "a truncated legacy torch.save file", "Download the file again" },
        { "truncated_zip.pth", "a truncated zip archive", "Download the file again" },
        { "whole_module.pth", "a whole pickled module: class torch.nn.modules.container.Sequential", "model.state_dict()" },
    };

    [Fact]
    public void Every_sample_to_refuse_has_a_case() => Assert.Equal(
        Directory.EnumerateFiles(Samples.RefuseFolder).Select(Path.GetFileName).Order(StringComparer.Ordinal),
        Cases.Select(row => (string)row[0]).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Sample_is_refused_with_what_it_is_and_what_to_do(string file, string found, string advice)
    {
        var path = Path.Combine(Samples.RefuseFolder, file);

        var error = Assert.Throws<WeightsFileException>(() => WeightsFileReader.Read(path));

        Assert.Equal(path, error.Path);
        Assert.StartsWith(found, error.Found, StringComparison.Ordinal);
        Assert.Contains(advice, error.Advice, StringComparison.Ordinal);
        Assert.Equal($"{path}: {error.Found}. {error.Advice}", error.Message);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(
            "there is no such file", Assert.Throws<WeightsFileException>(() => WeightsFileReader.Read(folder.At("x"))).Found);
        Assert.Equal(
            "there is no such file", Assert.Throws<WeightsFileException>(() => WeightsFileReader.Read(folder.At("x/y"))).Found);
        Assert.Equal("a folder", Assert.Throws<WeightsFileException>(() => WeightsFileReader.Read(folder.Path)).Found);
    }
}
