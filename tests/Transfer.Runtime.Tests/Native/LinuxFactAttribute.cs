namespace Transfer.Native.Tests;

/// <summary>A test of the Linux dynamic linker.</summary>
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "The dynamic linker of Linux is tested.";
        }
    }
}
