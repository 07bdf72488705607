namespace Messenger.Simulator.Afternoon;

/// <summary>One thing a customer does, some part of the afternoon (0-1) after it began: writes, sends an attachment, or leaves (blocks the Page and turns the phone off).</summary>
internal sealed record Line(double At, string? Text = null, string? Attachment = null, bool Leaves = false);

internal sealed record Role(string Name, string Locale, Line[] Lines);

/// <summary>Twenty customers of a busy afternoon in three languages; two send pictures, one a sticker, one is angry, one leaves.</summary>
internal static class Script
{
    public static readonly IReadOnlyList<Role> Roles =
    [
        new("Valentina Rojas", "es_LA", [new(0.00, "Hola, buenas tardes"), new(0.03, "¿Tienen el poncho azul en talla M?"), new(0.30, "Es para un regalo del sábado")]),
        new("Gabriel Souza", "pt_BR", [new(0.02, "Oi! Vocês entregam em Foz do Iguaçu?"), new(0.06, "Quanto fica o frete?")]),
        new("Oliver Hughes", "en_GB", [new(0.04, "Hi, my parcel says delivered but I never got it"), new(0.09, "Order 77-1042"), new(0.40, null, "image")]),
        new("Camila Benítez", "es_LA", [new(0.06, "Mirá lo que me llegó"), new(0.08, null, "image"), new(0.11, "Está roto de un costado")]),
        new("Rodrigo Acosta", "es_LA", [new(0.08, "hace DOS SEMANAS que espero mi pedido"), new(0.12, "nadie contesta el teléfono"), new(0.20, "¡¡ESTO ES UNA VERGÜENZA!!"), new(0.34, "quiero hablar con un supervisor YA 😡"), new(0.52, "voy a contarle a todo el mundo")]),
        new("Beatriz Lima", "pt_BR", [new(0.10, "Boa tarde, vocês parcelam em 12 vezes?"), new(0.36, "Obrigada! 😊")]),
        new("Sofía Martínez", "es_MX", [new(0.13, "Buenas, ¿a qué hora cierran hoy?")]),
        new("Emma Wilson", "en_US", [new(0.16, "Do you ship to Austin, Texas?"), new(0.19, "And is the alpaca wool hypoallergenic?")]),
        new("Thiago Almeida", "pt_BR", [new(0.19, null, "sticker"), new(0.21, "Chegou certinho, muito obrigado!")]),
        new("Julieta Paz", "es_LA", [new(0.22, "¿Hacen cambios?"), new(0.24, "Me quedó chico el sombrero"), new(0.60, "Dale, paso mañana entonces")]),
        new("Martín Ferreyra", "es_LA", [new(0.26, "Hola?"), new(0.32, "Hay alguien?"), new(0.44, "Bueno, no importa, compro en otro lado"), new(0.46, Leaves: true)]),
        new("Larissa Rocha", "pt_BR", [new(0.30, "Posso retirar na loja hoje?"), new(0.33, "Meu nome é Larissa, pedido 88-2210")]),
        new("Noah Bennett", "en_US", [new(0.34, "Is the discount code SPRING still valid?")]),
        new("Lucía Cabrera", "es_LA", [new(0.38, "Necesito la factura de mi compra"), new(0.41, "RUC 80012345-6"), new(0.70, "¡Gracias!")]),
        new("Pedro Nogueira", "pt_PT", [new(0.43, "Boa tarde, têm loja física em Assunção?"), new(0.47, null, "location")]),
        new("Agustín Villalba", "es_LA", [new(0.48, "¿Cuánto sale el termo de cuero?"), new(0.50, "¿Y con grabado?"), new(0.66, "Quiero dos 👍")]),
        new("Chloe Turner", "en_GB", [new(0.54, "Could you change my delivery address please?"), new(0.58, "24 Rose Lane, Bristol")]),
        new("Isabela Castro", "pt_BR", [new(0.60, "O boleto venceu, podem mandar outro?"), new(0.63, null, "file")]),
        new("Diego Ñíguez", "es_ES", [new(0.68, "Buenas tardes, ¿el mate viene con bombilla?"), new(0.82, "Perfecto, gracias")]),
        new("Renata Vargas", "es_LA", [new(0.76, "Hola! Vi el anuncio, ¿sigue la promo 2x1?"), new(0.90, "¿Hasta cuándo?")]),
    ];
}
