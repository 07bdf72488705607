using System.Globalization;
using System.Net;
using System.Text;
using Messenger.Simulator.World;
using Microsoft.AspNetCore.Http;

namespace Messenger.Simulator.Login;

/// <summary>The HTML of the login dialog. It needs no script.</summary>
internal static class DialogPage
{
    private static readonly Dictionary<string, string> Meanings = new()
    {
        [Scopes.ShowList] = "Ver la lista de las páginas que administra",
        [Scopes.Messaging] = "Administrar y leer las conversaciones de sus páginas en Messenger",
        [Scopes.Metadata] = "Administrar la configuración y los avisos de sus páginas",
        [Scopes.Engagement] = "Leer el contenido publicado en sus páginas",
        [Scopes.Business] = "Administrar su portafolio comercial",
        [Scopes.Locale] = "Ver el idioma de las personas",
        [Scopes.Timezone] = "Ver la zona horaria de las personas",
        [Scopes.Gender] = "Ver el género de las personas",
    };

    public static string Error(string fault) => Frame("No se puede abrir", $"""<h1>No se puede abrir</h1><p class="fault" data-testid="dialog-fault">{Text(fault)}</p>""");

    public static string Of(DialogRequest request, HttpRequest http, Person person, IReadOnlyList<string> asked, IReadOnlyList<SimulatedPage> pages, HashSet<string> unticked)
    {
        var html = new StringBuilder();
        var query = http.QueryString.ToString().Split("&person=")[0];
        html.Append(CultureInfo.InvariantCulture, $"""<h1>Facebook de prueba</h1><p class="lead">«Centro de contacto» pide permiso para responder en sus páginas.</p>""");
        html.Append("""<nav aria-label="Cuenta">""");
        foreach (var other in People.All)
        {
            html.Append(CultureInfo.InvariantCulture, $"""<a href="{Text(query + "&person=" + other.Id)}"{(other == person ? " aria-current=\"true\"" : "")} data-testid="dialog-person">{Text(other.Name)}<small>{(other.HasPages ? "administra las páginas" : "sin rol en la aplicación ni páginas")}</small></a>""");
        }

        html.Append(CultureInfo.InvariantCulture, $"""</nav><form method="post" action="{Text(query)}"><input type="hidden" name="person" value="{person.Id}">""");
        html.Append("<fieldset><legend>Páginas</legend>");
        if (person.HasPages)
        {
            foreach (var page in pages)
            {
                var note = !page.MayMessage ? "sin la tarea de mensajes" : page.Portfolio ? "de un portafolio comercial" : page.Category;
                html.Append(CultureInfo.InvariantCulture, $"""<label><input type="checkbox" name="page" value="{page.Id}"{(unticked.Contains(page.Id) ? "" : " checked")} data-testid="dialog-page"><img src="/avatars/{page.Id}.svg" alt="" width="32" height="32"><span>{Text(page.Name)}<small>{Text(note)}</small></span></label>""");
            }
        }
        else
        {
            html.Append("<p>Esta cuenta no administra ninguna página.</p>");
        }

        html.Append("</fieldset><fieldset><legend>Permisos</legend>");
        foreach (var scope in asked)
        {
            // Facebook Login for Business grants all or nothing, so there nothing can be unticked.
            var box = request.AllOrNothing ? $"""<input type="hidden" name="scope" value="{Text(scope)}"><input type="checkbox" checked disabled>""" : $"""<input type="checkbox" name="scope" value="{Text(scope)}" checked data-testid="dialog-scope">""";
            html.Append(CultureInfo.InvariantCulture, $"""<label>{box}<span>{Text(Meanings.GetValueOrDefault(scope, scope))}<small>{Text(scope)}</small></span></label>""");
        }

        html.Append("""</fieldset><div class="buttons"><button name="cancel" value="1" class="plain" data-testid="dialog-cancel">Cancelar</button>""");
        html.Append(CultureInfo.InvariantCulture, $"""<button class="primary" data-testid="dialog-continue">Continuar como {Text(person.Name.Split(' ')[0])}</button></div></form>""");
        return Frame("Iniciar sesión", html.ToString());
    }

    private static string Frame(string title, string body) => $"""
        <!DOCTYPE html>
        <html lang="es"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
        <title>{Text(title)} · Facebook de prueba</title><link rel="icon" href="/favicon.svg" type="image/svg+xml"><link rel="stylesheet" href="/login.css"></head>
        <body><main>{body}<p class="foot">Simulador: aquí no hay ninguna cuenta real ni se piden contraseñas.</p></main></body></html>
        """;

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
