using System.Text.Json;
using Messenger.Console.Shared.Live;
using Messenger.Domain.Hubs;

namespace Messenger.Console.Administration.Activation;

/// <summary>One attempt as the server pushes it.</summary>
public sealed class ActivationState : ITopicView
{
    public ActivationView? View { get; private set; }

    public static string TopicOf(string id) => "activation:" + id;

    public IReadOnlyDictionary<string, long> Replace(JsonElement snapshot)
    {
        Take(snapshot.Deserialize(ActivationJson.Default.ActivationView));
        return new Dictionary<string, long>();
    }

    public StreamTurn Apply(HubEvent next)
    {
        Take(next.Data?.Deserialize(ActivationJson.Default.ActivationView));
        return StreamTurn.None;
    }

    public bool MayOpen(string stream) => false;

    public void Lost(string stream)
    {
        // What was seen last stays until the next snapshot.
    }

    /// <summary>What a call answered or a push brought: each may overtake the other, and the older one must not come back.</summary>
    public void Take(ActivationView? view)
    {
        if (view is not null && (View is null || view.Id != View.Id || view.Version >= View.Version))
        {
            View = view;
        }
    }
}
