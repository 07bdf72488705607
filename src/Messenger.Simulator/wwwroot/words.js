// Every text of the page in its three languages. Spanish addresses the person as usted.
const words = {
  es: {
    views: 'Vistas', controls: 'Controles', controlsLead: 'Lo que Meta, los clientes y la telefonía pueden hacerle al centro de contacto. Debajo de cada botón dice qué mirar.',
    attach: 'Adjuntar', image: 'Foto', sticker: 'Sticker', audio: 'Nota de voz', video: 'Video', file: 'Documento PDF', location: 'Ubicación', fallback: 'Enlace', ownFile: 'Archivo de este equipo…',
    template: 'Plantilla', post: 'Publicación', reel: 'Reel', ig_reel: 'Reel', ig_post: 'Publicación', share: 'Enlace compartido', appointment_booking: 'Pedido de cita', unknownAttachment: 'Adjunto: {type}',
    actions: 'Acciones del mensaje', reply: 'Responder', edit: 'Editar', unsend: 'Retirar', replyingTo: 'Responde a: {text}', newText: 'Texto nuevo', edited: 'editado', unsent: 'Mensaje retirado', tooBig: 'El archivo pasa de 25 MB.',
    mute: 'Esta página no está suscrita: sus mensajes no llegan al centro de contacto.', notAllowed: 'No se pudo: {reason}',
    title: 'Simulador de Messenger', product: 'Ir al centro de contacto', language: 'Idioma', theme: 'Cambiar entre claro y oscuro',
    webhook: 'Webhook del centro de contacto', address: 'Dirección', handshake: 'Verificación', waitingWebhooks: 'Avisos en espera', latest: 'Última respuesta',
    verified: 'Webhook verificado', verifiedAt: 'Verificado a las {time}', checking: 'Verificando el webhook', notVerified: 'Webhook sin verificar',
    queued: { one: '{n} aviso en espera', other: '{n} avisos en espera' }, noAnswer: 'sin respuesta', otherBody: 'devolvió otro texto', none: 'ninguna todavía',
    customers: 'Clientes', new: 'Nuevo cliente', page: 'Página', search: 'Buscar por nombre o PSID', noPermission: 'sin permiso de mensajes',
    noCustomers: 'Esta página todavía no tiene clientes. Pulse «Nuevo cliente» para crear el primero.', notFound: 'Ningún cliente coincide con la búsqueda.',
    noMessages: 'Todavía sin mensajes', pagePrefix: 'Página: ', unread: { one: '{n} mensaje sin leer', other: '{n} mensajes sin leer' }, offline: 'teléfono apagado',
    back: 'Volver a la lista', as: 'Usted escribe como {name} · {locale} · PSID {psid}', online: 'Teléfono conectado', log: 'Conversación',
    chatEmpty: 'Escriba el primer mensaje como {name}. {page} lo recibirá como si viniera de su teléfono.', typing: 'La página está escribiendo',
    compose: 'Escriba un mensaje', send: 'Enviar', sent: 'Enviado', delivered: 'Entregado', read: 'Leído', fromInbox: 'desde la bandeja de la página',
    nothingTitle: 'Elija quién escribe', nothingText: 'Abra un cliente de la lista y escríbale a la página como si usted fuera esa persona. Las respuestas aparecen aquí en vivo.',
    name: 'Nombre', locale: 'Idioma del cliente', writesTo: 'Escribe a la página', cancel: 'Cancelar', save: 'Guardar',
    failed: 'No se pudo guardar. Compruebe que el simulador siga en marcha y vuelva a intentarlo.', lost: 'Sin conexión con el simulador; se reintenta.',
    customerWrote: '{name} escribió', pageWrote: '{page} escribió', today: 'Hoy', yesterday: 'Ayer',
  },
  en: {
    views: 'Views', controls: 'Controls', controlsLead: 'What Meta, customers and the phone system can do to the contact centre. Below each button it says what to look at.',
    attach: 'Attach', image: 'Picture', sticker: 'Sticker', audio: 'Voice note', video: 'Video', file: 'PDF document', location: 'Location', fallback: 'Link', ownFile: 'File of this computer…',
    template: 'Template', post: 'Post', reel: 'Reel', ig_reel: 'Reel', ig_post: 'Post', share: 'Shared link', appointment_booking: 'Appointment request', unknownAttachment: 'Attachment: {type}',
    actions: 'Message actions', reply: 'Reply', edit: 'Edit', unsend: 'Take back', replyingTo: 'Replies to: {text}', newText: 'New text', edited: 'edited', unsent: 'Message taken back', tooBig: 'The file is larger than 25 MB.',
    mute: 'This Page is not subscribed: its messages do not reach the contact centre.', notAllowed: 'Not possible: {reason}',
    title: 'Messenger simulator', product: 'Go to the contact centre', language: 'Language', theme: 'Switch between light and dark',
    webhook: 'Webhook of the contact centre', address: 'Address', handshake: 'Verification', waitingWebhooks: 'Events waiting', latest: 'Latest answer',
    verified: 'Webhook verified', verifiedAt: 'Verified at {time}', checking: 'Verifying the webhook', notVerified: 'Webhook not verified',
    queued: { one: '{n} event waiting', other: '{n} events waiting' }, noAnswer: 'no answer', otherBody: 'answered another text', none: 'none yet',
    customers: 'Customers', new: 'New customer', page: 'Page', search: 'Search by name or PSID', noPermission: 'no messaging permission',
    noCustomers: 'This Page has no customers yet. Press “New customer” to make the first one.', notFound: 'No customer matches the search.',
    noMessages: 'No messages yet', pagePrefix: 'Page: ', unread: { one: '{n} unread message', other: '{n} unread messages' }, offline: 'phone off',
    back: 'Back to the list', as: 'You write as {name} · {locale} · PSID {psid}', online: 'Phone connected', log: 'Conversation',
    chatEmpty: 'Write the first message as {name}. {page} receives it as if it came from their phone.', typing: 'The Page is typing',
    compose: 'Write a message', send: 'Send', sent: 'Sent', delivered: 'Delivered', read: 'Read', fromInbox: 'from the Page’s inbox',
    nothingTitle: 'Choose who writes', nothingText: 'Open a customer from the list and write to the Page as if you were that person. Replies appear here live.',
    name: 'Name', locale: 'Customer’s language', writesTo: 'Writes to the Page', cancel: 'Cancel', save: 'Save',
    failed: 'That could not be saved. Check that the simulator is still running and try again.', lost: 'No connection to the simulator; trying again.',
    customerWrote: '{name} wrote', pageWrote: '{page} wrote', today: 'Today', yesterday: 'Yesterday',
  },
  pt: {
    views: 'Visões', controls: 'Controles', controlsLead: 'O que a Meta, os clientes e a telefonia podem fazer com a central de atendimento. Abaixo de cada botão está escrito o que observar.',
    attach: 'Anexar', image: 'Foto', sticker: 'Figurinha', audio: 'Mensagem de voz', video: 'Vídeo', file: 'Documento PDF', location: 'Localização', fallback: 'Link', ownFile: 'Arquivo deste computador…',
    template: 'Modelo', post: 'Publicação', reel: 'Reel', ig_reel: 'Reel', ig_post: 'Publicação', share: 'Link compartilhado', appointment_booking: 'Pedido de horário', unknownAttachment: 'Anexo: {type}',
    actions: 'Ações da mensagem', reply: 'Responder', edit: 'Editar', unsend: 'Apagar', replyingTo: 'Responde a: {text}', newText: 'Texto novo', edited: 'editada', unsent: 'Mensagem apagada', tooBig: 'O arquivo passa de 25 MB.',
    mute: 'Esta página não está inscrita: suas mensagens não chegam à central de atendimento.', notAllowed: 'Não foi possível: {reason}',
    title: 'Simulador do Messenger', product: 'Ir para a central de atendimento', language: 'Idioma', theme: 'Alternar entre claro e escuro',
    webhook: 'Webhook da central de atendimento', address: 'Endereço', handshake: 'Verificação', waitingWebhooks: 'Avisos em espera', latest: 'Última resposta',
    verified: 'Webhook verificado', verifiedAt: 'Verificado às {time}', checking: 'Verificando o webhook', notVerified: 'Webhook não verificado',
    queued: { one: '{n} aviso em espera', other: '{n} avisos em espera' }, noAnswer: 'sem resposta', otherBody: 'devolveu outro texto', none: 'nenhuma ainda',
    customers: 'Clientes', new: 'Novo cliente', page: 'Página', search: 'Buscar por nome ou PSID', noPermission: 'sem permissão de mensagens',
    noCustomers: 'Esta página ainda não tem clientes. Clique em “Novo cliente” para criar o primeiro.', notFound: 'Nenhum cliente corresponde à busca.',
    noMessages: 'Ainda sem mensagens', pagePrefix: 'Página: ', unread: { one: '{n} mensagem não lida', other: '{n} mensagens não lidas' }, offline: 'telefone desligado',
    back: 'Voltar à lista', as: 'Você escreve como {name} · {locale} · PSID {psid}', online: 'Telefone conectado', log: 'Conversa',
    chatEmpty: 'Escreva a primeira mensagem como {name}. {page} vai recebê-la como se viesse do telefone dessa pessoa.', typing: 'A página está digitando',
    compose: 'Escreva uma mensagem', send: 'Enviar', sent: 'Enviada', delivered: 'Entregue', read: 'Lida', fromInbox: 'pela caixa de entrada da página',
    nothingTitle: 'Escolha quem escreve', nothingText: 'Abra um cliente da lista e escreva para a página como se você fosse essa pessoa. As respostas aparecem aqui ao vivo.',
    name: 'Nome', locale: 'Idioma do cliente', writesTo: 'Escreve para a página', cancel: 'Cancelar', save: 'Salvar',
    failed: 'Não foi possível salvar. Verifique se o simulador continua em execução e tente de novo.', lost: 'Sem conexão com o simulador; tentando de novo.',
    customerWrote: '{name} escreveu', pageWrote: '{page} escreveu', today: 'Hoje', yesterday: 'Ontem',
  },
};
const regions = { es: 'es-419', en: 'en-GB', pt: 'pt-BR' };

export let language = localStorage.getItem('simulator.language') in words ? localStorage.getItem('simulator.language') : 'es';

export function setLanguage(value) {
  language = value;
  localStorage.setItem('simulator.language', value);
  translate();
}

export const known = (key) => key in words[language];

export function t(key, values = {}) {
  let text = words[language][key];
  if (typeof text === 'object') {
    text = values.n === 1 ? text.one : text.other;
  }
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

export function translate() {
  document.documentElement.lang = language;
  document.title = t('title');
  for (const node of document.querySelectorAll('[data-t]')) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll('[data-t-label]')) { node.setAttribute('aria-label', t(node.dataset.tLabel)); node.title = node.id === 'log' ? '' : t(node.dataset.tLabel); }
  for (const node of document.querySelectorAll('[data-t-placeholder]')) node.placeholder = t(node.dataset.tPlaceholder);
}

export const clock = (at) => new Intl.DateTimeFormat(regions[language], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at));

export function day(at) {
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / 86_400_000);
  return days === 0 ? t('today') : days === 1 ? t('yesterday')
    : new Intl.DateTimeFormat(regions[language], { day: '2-digit', month: '2-digit', year: 'numeric' }).format(new Date(at));
}

export const shortTime = (at) => (new Date(at).toDateString() === new Date().toDateString() ? clock(at) : day(at));
