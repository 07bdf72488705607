namespace Messenger.Meta;

/// <summary>The block that a sender holds. Pure: the caller brings the time. Not for several threads at once.</summary>
public sealed class HeldPermits
{
    private RateGrant.Block? block;
    private int left;

    /// <summary>From now on this block counts; what is left of an older one is given up.</summary>
    public void Hold(RateGrant.Block granted) => (block, left) = (granted, granted.Permits);

    /// <summary>True = one call may begin now; false = a new block is needed.</summary>
    public bool TryUse(DateTimeOffset now)
    {
        if (left == 0 || now > block?.NotAfter)
        {
            return false;
        }

        left--;
        return true;
    }
}
