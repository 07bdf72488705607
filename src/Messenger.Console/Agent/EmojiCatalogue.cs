using System.Globalization;

namespace Messenger.Console.Agent;

/// <param name="Names">What it is called, in Spanish, English and Portuguese.</param>
public sealed record Emoji(string Sign, string[] Names)
{
    /// <summary>The name in the language of the screen.</summary>
    public string Name => Names[CultureInfo.CurrentUICulture.TwoLetterISOLanguageName switch { "en" => 1, "pt" => 2, _ => 0 }];
}

/// <summary>The emoji an agent uses at work: few enough to be found at a glance.</summary>
public static class EmojiCatalogue
{
    private static readonly Emoji[] All = [.. Rows.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(row => row.Split('|'))
        .Select(parts => new Emoji(parts[0], parts[1..]))];

    /// <summary>Those one of whose names, in any of the three languages, contains the words; accents and case do not count.</summary>
    public static IEnumerable<Emoji> Search(string words) => words.Trim() is { Length: > 0 } wanted
        ? All.Where(emoji => emoji.Names.Any(name =>
            CultureInfo.InvariantCulture.CompareInfo.IndexOf(name, wanted, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0))
        : All;

    private const string Rows = """
        😀|cara feliz|happy face|rosto feliz
        😃|sonrisa|smile|sorriso
        😄|risa ojos alegres|grin|risada
        😁|sonriente|beaming|sorridente
        😅|sudor alivio|sweat relief|suor alívio
        😂|llorar de risa|tears of joy|chorar de rir
        🙂|sonrisa leve|slight smile|sorriso leve
        😉|guiño|wink|piscadela
        😊|sonrojo|blush|corado
        😇|ángel|angel|anjo
        🥰|cariño|affection|carinho
        😍|enamorado|heart eyes|apaixonado
        🤩|estrellas|star eyes|estrelas
        😘|beso|kiss|beijo
        😋|delicioso|yummy|delicioso
        😎|gafas de sol|sunglasses|óculos de sol
        🤗|abrazo|hug|abraço
        🤔|pensativo|thinking|pensativo
        🤨|duda ceja|doubt eyebrow|dúvida sobrancelha
        😐|neutral|neutral|neutro
        😶|sin palabras|speechless|sem palavras
        🙄|ojos en blanco|rolling eyes|revirar os olhos
        😏|picardía|smirk|malícia
        😴|dormir|sleep|dormir
        😌|alivio|relieved|aliviado
        😔|triste pensativo|pensive|cabisbaixo
        😕|confundido|confused|confuso
        🙁|triste|sad|triste
        😢|llorar|cry|chorar
        😭|llanto|sobbing|choro
        😤|resoplar|huff|bufar
        😠|enojo|angry|raiva
        😡|furia|furious|fúria
        😱|susto|scream|susto
        😨|miedo|fear|medo
        😳|sorpresa rubor|flushed|surpresa corado
        😬|mueca|grimace|careta
        🤯|asombro|mind blown|espanto
        🥳|fiesta|party|festa
        🤒|enfermo|sick|doente
        🤝|apretón de manos acuerdo|handshake deal|aperto de mão acordo
        👍|bien pulgar arriba|thumbs up good|positivo joia
        👎|mal pulgar abajo|thumbs down bad|negativo
        👌|perfecto ok|perfect ok|perfeito ok
        ✌️|paz victoria|peace victory|paz vitória
        🤞|suerte dedos cruzados|fingers crossed luck|sorte dedos cruzados
        👏|aplauso|applause|aplauso
        🙌|celebrar manos|celebrate hands|comemorar mãos
        🙏|gracias por favor|thanks please|obrigado por favor
        💪|fuerza|strength|força
        👋|saludo hola|wave hello|aceno olá
        👉|señalar derecha|point right|apontar direita
        👇|señalar abajo|point down|apontar baixo
        ☝️|señalar arriba|point up|apontar cima
        ✍️|escribir|writing|escrever
        👀|mirar ojos|eyes look|olhos olhar
        🤷|no sé|shrug|não sei
        🙋|levantar la mano|raise hand|levantar a mão
        ❤️|corazón amor rojo|heart love red|coração amor vermelho
        🧡|corazón naranja|orange heart|coração laranja
        💛|corazón amarillo|yellow heart|coração amarelo
        💚|corazón verde|green heart|coração verde
        💙|corazón azul|blue heart|coração azul
        💜|corazón violeta|purple heart|coração roxo
        💔|corazón roto|broken heart|coração partido
        ✨|brillos|sparkles|brilhos
        ⭐|estrella|star|estrela
        🔥|fuego|fire|fogo
        🎉|celebración|celebration|celebração
        🎁|regalo|gift|presente
        🎂|cumpleaños torta|birthday cake|aniversário bolo
        🏆|trofeo|trophy|troféu
        💯|cien|hundred|cem
        ✅|listo correcto|done check|pronto certo
        ❌|no error|no cross|não erro
        ⚠️|advertencia|warning|aviso
        ❗|exclamación importante|exclamation important|exclamação importante
        ❓|pregunta|question|pergunta
        ℹ️|información|information|informação
        🆗|ok|ok|ok
        🔔|campana aviso|bell alert|sino aviso
        📌|chincheta fijar|pin|fixar
        📎|adjunto clip|attachment clip|anexo clipe
        📷|foto cámara|photo camera|foto câmera
        📞|teléfono llamada|phone call|telefone ligação
        📱|celular|mobile phone|celular
        💻|computadora|computer|computador
        📧|correo|mail|e-mail
        📦|paquete pedido|package order|pacote pedido
        🚚|entrega camión|delivery truck|entrega caminhão
        ✈️|avión viaje|plane travel|avião viagem
        🏠|casa domicilio|home house|casa domicílio
        🏢|oficina edificio|office building|escritório prédio
        🏪|tienda|shop|loja
        🛒|carrito compra|cart shopping|carrinho compra
        💳|tarjeta pago|card payment|cartão pagamento
        💵|dinero billete|money cash|dinheiro nota
        🧾|factura recibo|invoice receipt|nota fiscal recibo
        🏷️|precio etiqueta|price tag|preço etiqueta
        📅|fecha calendario|date calendar|data calendário
        ⏰|hora alarma|time alarm|hora alarme
        ⏳|espera reloj de arena|waiting hourglass|espera ampulheta
        📍|ubicación lugar|location place|localização lugar
        🗺️|mapa|map|mapa
        🔧|arreglo herramienta|repair tool|conserto ferramenta
        ⚙️|configuración|settings|configuração
        🔒|seguro candado|lock secure|seguro cadeado
        🔑|llave clave|key|chave
        🔍|buscar|search|buscar
        🔗|enlace|link|link
        📝|nota|note|nota
        📈|sube gráfico|up chart|sobe gráfico
        ☀️|sol día|sun day|sol dia
        🌙|luna noche|moon night|lua noite
        🌧️|lluvia|rain|chuva
        🌈|arcoíris|rainbow|arco-íris
        🌹|rosa flor|rose flower|rosa flor
        🌻|girasol|sunflower|girassol
        ☕|café|coffee|café
        🍕|pizza|pizza|pizza
        🎵|música|music|música
        ⚽|fútbol|football|futebol
        🐶|perro|dog|cachorro
        🐱|gato|cat|gato
        """;
}
