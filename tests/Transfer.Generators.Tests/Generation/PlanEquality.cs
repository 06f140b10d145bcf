using System.Reflection;

namespace Transfer.Generators.Tests.Generation;

/// <summary>Compares plans.</summary>
internal static class PlanEquality
{
    /// <summary>Member by member, so that a failure names the member; then as records, as text and as JSON.</summary>
    public static void Equal(Plan expected, Plan actual, string recipe)
    {
        foreach (var member in typeof(Plan).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            Assert.True(
                Equals(member.GetValue(expected), member.GetValue(actual)),
                $"{recipe}\n{member.Name}: {member.GetValue(expected)}\nbut {member.GetValue(actual)}");
        }

        Assert.Equal(expected, actual);
        Assert.Equal(expected.ToString(), actual.ToString());
        Assert.Equal(expected.ToJson(), actual.ToJson());
    }
}
