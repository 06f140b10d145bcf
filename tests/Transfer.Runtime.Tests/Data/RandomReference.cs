namespace Transfer.Data;

/// <summary>random.json of referee/make_reference.py.</summary>
internal sealed record RandomReference(RandomReference.ShuffledOrder[] Orders, int[] Take, double[] Doubles)
{
    internal sealed record ShuffledOrder(long Seed, int Epoch, int[] Order);
}
