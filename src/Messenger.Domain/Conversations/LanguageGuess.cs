using System.Collections.Frozen;
using System.Text;

namespace Messenger.Domain.Conversations;

/// <summary>
/// In which of the three languages a customer writes, when his words make it clear (R18): small lists of words that are frequent in one
/// language and no words of the others. No service is asked. A short or foreign text is not clear, and then his locale decides.
/// </summary>
public static class LanguageGuess
{
    /// <summary>More is not read: a long text is clear long before its end.</summary>
    private const int Longest = 500;

    private static readonly (string Language, FrozenSet<string> Words)[] Lists =
    [
        ("es", Words(
            """
            hola buenas buenos dias dia tardes noches gracias muchas usted ustedes quiero quisiera queria necesito tengo tienen tienes hay donde cuando
            cuanto cuanta cuesta cual cuales como estan esta estoy soy mi mis una un los las el del al y pero muy bien ayuda pedido compra comprar
            precio llega llego todavia hasta desde puedo pueden puede hacer favor para con sin ya lo le les me se si pregunta horario abierto
            talle envio envios demora problema factura cambio devolver ahora hoy ayer mañana nadie alguien responde contesta
            """)),
        ("pt", Words(
            """
            ola oi bom boa tarde noite obrigado obrigada voce voces quero queria gostaria preciso tenho tem onde quando quanto quanta custa qual quais
            estao estou sou meu minha meus minhas uma um os as do da dos das no na nos nas ao e mas muito bem ajuda pedido compra comprar preço
            preco chega chegou ainda ate desde posso podem pode fazer favor para com sem ja lhe nao sim pergunta horario aberto tamanho entrega
            problema nota fiscal troca trocar devolver agora hoje ontem amanha ninguem alguem responde
            """)),
        ("en", Words(
            """
            hello hi hey good morning afternoon evening thanks thank you your i want would like need have has is are was the a an my where when how
            much many does do did can could please help order buy price cost arrive arrived yet still with without for from this that what which
            open closed hours size shipping delivery problem invoice refund return exchange now today yesterday tomorrow nobody anyone answer there it
            """)),
    ];

    /// <returns>es, en or pt; null when the words do not tell.</returns>
    public static string? Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var scores = new int[Lists.Length];
        foreach (var word in WordsOf(Beginning(text)))
        {
            // A word of one language alone tells more than one that two share.
            var known = Lists.Select(list => list.Words.Contains(word)).ToArray();
            var shared = known.Count(k => k);
            for (var n = 0; n < scores.Length; n++)
            {
                scores[n] += known[n] ? (shared == 1 ? 3 : 1) : 0;
            }
        }

        var best = Array.IndexOf(scores, scores.Max());
        var next = scores.Where((_, n) => n != best).Max();
        return scores[best] >= 3 && scores[best] >= next + 2 ? Lists[best].Language : null;
    }

    private static string Beginning(string text) =>
        text.Length <= Longest ? text : text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)];

    private static IEnumerable<string> WordsOf(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.IsLetter(rune))
            {
                word.Append(Rune.ToLowerInvariant(rune));
            }
            else if (Rune.GetUnicodeCategory(rune) != System.Globalization.UnicodeCategory.NonSpacingMark && word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }

    private static FrozenSet<string> Words(string list) => WordsOf(list).ToFrozenSet(StringComparer.Ordinal);
}
