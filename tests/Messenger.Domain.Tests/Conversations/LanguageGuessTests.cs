using Messenger.Domain.Conversations;

namespace Messenger.Domain.Tests.Conversations;

/// <summary>R18: the language of a customer's text, when it is clear.</summary>
public sealed class LanguageGuessTests
{
    [Theory]
    [InlineData("es", "Hola, ¿tienen la remera en talle M?")]
    [InlineData("es", "buenas tardes, quería saber el precio del envío")]
    [InlineData("es", "¿Cuándo llega mi pedido? Todavía no me llegó")]
    [InlineData("es", "NECESITO AYUDA CON MI COMPRA")]
    [InlineData("es", "gracias!!")]
    [InlineData("es", "Dónde están ubicados y cuál es el horario?")]
    [InlineData("es", "Quiero devolver un producto, me queda chico")]
    [InlineData("es", "hola 👋 hay alguien ahi?")]
    [InlineData("es", "Nadie me contesta desde ayer, muy mal")]
    [InlineData("pt", "Olá, vocês têm essa camiseta no tamanho M?")]
    [InlineData("pt", "boa tarde, gostaria de saber o preço da entrega")]
    [InlineData("pt", "Quando chega o meu pedido? Ainda não chegou")]
    [InlineData("pt", "PRECISO DE AJUDA COM A MINHA COMPRA")]
    [InlineData("pt", "obrigada!!")]
    [InlineData("pt", "Onde vocês ficam e qual é o horário?")]
    [InlineData("pt", "Quero trocar um produto, não serviu")]
    [InlineData("pt", "oi 👋 tem alguém aí?")]
    [InlineData("pt", "Ninguém me responde desde ontem, muito ruim")]
    [InlineData("en", "Hello, do you have this shirt in size M?")]
    [InlineData("en", "good afternoon, I would like to know the price of shipping")]
    [InlineData("en", "When does my order arrive? It has not arrived yet")]
    [InlineData("en", "I NEED HELP WITH MY ORDER")]
    [InlineData("en", "thanks!!")]
    [InlineData("en", "Where are you and what are your hours?")]
    [InlineData("en", "hi 👋 is anyone there?")]
    [InlineData(null, "ok")]
    [InlineData(null, "👍")]
    [InlineData(null, "12345")]
    [InlineData(null, "Guten Tag, ich möchte bitte wissen")]
    [InlineData(null, "Здравствуйте, сколько стоит доставка?")]
    [InlineData(null, "pedido")]
    [InlineData(null, "   ")]
    [InlineData(null, null)]
    public void A_clear_text_tells_its_language(string? language, string? text) => Assert.Equal(language, LanguageGuess.Of(text));

    [Fact]
    public void A_very_long_text_is_read_no_further_than_it_has_to_be() =>
        Assert.Equal("en", LanguageGuess.Of(string.Concat(Enumerable.Repeat("hello I need help 👋", 30)) + string.Concat(Enumerable.Repeat("hola quiero ", 100_000))));
}
