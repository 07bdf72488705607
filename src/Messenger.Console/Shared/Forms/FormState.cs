using Messenger.Domain.Http;

namespace Messenger.Console.Shared.Forms;

/// <summary>One form: whether something was changed since it was read, and what is wrong in it by field, as the API names them.</summary>
/// <param name="check">The domain's own rule, asked after each change: the screen and the server never disagree.</param>
public sealed class FormState(Func<Faults> check)
{
    private readonly HashSet<string> unreadable = new(StringComparer.Ordinal);
    private Faults faults = new();
    private Dictionary<string, Fault> refused = new(StringComparer.Ordinal);

    public event Action? Changed;

    public bool IsChanged { get; private set; }

    /// <summary>A save is under way.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>Nobody is blamed for what he has not begun to fill in.</summary>
    public IEnumerable<string> WrongFields => IsChanged ? faults.Fields.Keys.Concat(refused.Keys).Concat(unreadable).Distinct(StringComparer.Ordinal) : [];

    public int Wrong => WrongFields.Count();

    public bool CanSave => IsChanged && !IsBusy && Wrong == 0;

    /// <summary>What is wrong with a field; null = nothing.</summary>
    public Fault? this[string field] => IsChanged ? faults.Fields.GetValueOrDefault(field) ?? refused.GetValueOrDefault(field) : null;

    /// <summary>Something is wrong with a field whose name begins so: with an entry of a list.</summary>
    public bool IsWrongIn(string prefix) =>
        WrongFields.Any(field => field == prefix || field.StartsWith(prefix + ".", StringComparison.Ordinal));

    /// <summary>A field has a new value.</summary>
    public void Edit(string field)
    {
        refused.Remove(field);
        unreadable.Remove(field);
        IsChanged = true;
        Check();
    }

    /// <summary>What stands in a field is no value at all, so nothing can be saved.</summary>
    public void CannotRead(string field)
    {
        unreadable.Add(field);
        IsChanged = true;
        Changed?.Invoke();
    }

    /// <summary>It was read, or saved: nothing is changed any more.</summary>
    public void Start()
    {
        (IsChanged, IsBusy) = (false, false);
        refused.Clear();
        unreadable.Clear();
        Check();
    }

    /// <summary>It starts changed: a copy that nobody saved yet.</summary>
    public void StartChanged()
    {
        Start();
        IsChanged = true;
        Changed?.Invoke();
    }

    public void Busy()
    {
        IsBusy = true;
        Changed?.Invoke();
    }

    /// <summary>The server would not have it.</summary>
    public void Refuse(IReadOnlyDictionary<string, Fault>? fields)
    {
        IsBusy = false;
        refused = new(fields ?? new Dictionary<string, Fault>(), StringComparer.Ordinal);
        Changed?.Invoke();
    }

    private void Check()
    {
        faults = check();
        Changed?.Invoke();
    }
}
