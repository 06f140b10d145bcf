namespace Transfer.Data;

/// <summary>random.json of tools/referee/seeded_random.py.</summary>
internal sealed record RandomReference(RandomReference.ShuffledOrder[] Orders, int[] Take, double[] Doubles)
{
    internal sealed record ShuffledOrder(long Seed, int Epoch, int[] Order);
}
