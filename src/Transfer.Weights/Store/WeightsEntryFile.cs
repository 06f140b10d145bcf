namespace Transfer.Weights.Store;

/// <summary>A published weights file.</summary>
/// <param name="FileName">Its name in a cache folder, such as <c>resnet18-f37072fd.pth</c>.</param>
/// <param name="Url">Where it can be downloaded.</param>
/// <param name="Sha256Prefix">The first hexadecimal digits of its SHA-256, in torchvision's file names the part after
/// the dash.</param>
public sealed record WeightsEntryFile(string FileName, Uri Url, string Sha256Prefix);
