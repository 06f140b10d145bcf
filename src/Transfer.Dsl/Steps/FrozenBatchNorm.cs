namespace Transfer;

/// <summary>How a frozen BatchNorm layer runs during training.</summary>
public enum FrozenBatchNorm
{
    /// <summary>With its running statistics, which stay as they are. The default.</summary>
    Inference,

    /// <summary>With the batch's statistics, and the running ones drift, as in a PyTorch loop that calls <c>train()</c>.</summary>
    Train,
}
