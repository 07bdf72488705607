using Microsoft.AspNetCore.Components;

namespace Messenger.Console.Shared.Forms;

/// <summary>What the fields of a form have in common.</summary>
public abstract class FormControl : ComponentBase
{
    [CascadingParameter] public FormState? Form { get; set; }

    /// <summary>As the API names the field.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>One line: what it does, its default, its range.</summary>
    [Parameter] public string? Help { get; set; }

    [Parameter] public string? Class { get; set; }

    [Parameter] public bool Disabled { get; set; }

    protected string Id => FieldFrame.IdOf(Name);

    protected string? Described => FieldFrame.Described(Form, Name, Help);

    protected string? Invalid => Form?[Name] is null ? null : "true";
}
