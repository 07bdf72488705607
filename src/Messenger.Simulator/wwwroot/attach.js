// Attachments: the menu under the paper clip, and how they look in the chat.
import { t, known } from './words.js';
import { call, sendAttachment, trouble } from './app.js';

const samples = ['image', 'sticker', 'audio', 'video', 'file', 'location', 'fallback'];
const menu = document.getElementById('attach-menu');
const chosen = document.getElementById('attach-file');

export function fillAttachMenu() {
  const buttons = samples.map((type) => item(t(type), () => sendAttachment({ type }), `attach-${type}`));
  menu.replaceChildren(...buttons, item(t('ownFile'), () => chosen.click(), 'attach-own'));
}

function item(text, action, testid) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = text;
  button.dataset.testid = testid;
  button.addEventListener('click', () => { menu.hidePopover(); action(); });
  return button;
}

chosen.addEventListener('change', async () => {
  const file = chosen.files[0];
  chosen.value = '';
  if (!file) return;
  if (file.size > 25 * 1024 * 1024) { trouble(t('tooBig')); return; }
  const kind = file.type.split('/')[0];
  const answer = await fetch(`control/files?name=${encodeURIComponent(file.name)}`, { method: 'POST', headers: { 'content-type': file.type || 'application/octet-stream' }, body: file });
  if (!answer.ok) { trouble(t('failed')); return; }
  sendAttachment({ type: ['image', 'audio', 'video'].includes(kind) ? kind : 'file', fileId: (await answer.json()).id });
});

// Addresses of the content network end; the phone keeps what it has received.
const lasting = (url) => url?.replace(/^.*\/cdn\/([^/]+)\/.*$/, 'control/files/$1');

export function drawAttachments(into, message, context) {
  for (const attachment of message.attachments ?? []) into.append(draw(attachment));
  for (const reply of message.quickReplies ?? []) into.append(quickReply(reply, message, context));
}

function draw({ type, payload, title, url }) {
  const address = payload?.url ?? url;
  const own = address?.includes('/cdn/');
  if ((type === 'image' || type === 'sticker') && own) {
    const picture = document.createElement('img');
    picture.className = type === 'sticker' ? 'sticker' : 'photo';
    picture.src = lasting(address);
    picture.alt = t(type);
    return picture;
  }
  if ((type === 'audio' || type === 'video') && own) {
    const player = document.createElement(type);
    player.controls = true;
    player.preload = 'metadata';
    player.src = lasting(address);
    player.setAttribute('aria-label', t(type));
    return player;
  }
  const card = document.createElement(address && own ? 'a' : 'p');
  card.className = 'card-file';
  if (own) { card.href = lasting(address); card.target = '_blank'; card.rel = 'noopener'; }
  const name = known(type) ? t(type) : t('unknownAttachment', { type });
  const words = [payload?.title ?? title ?? payload?.text ?? payload?.product?.elements?.[0]?.title ?? payload?.elements?.[0]?.title,
    ...(payload?.buttons ?? payload?.elements?.[0]?.buttons ?? []).map((b) => `[${b.title ?? b.type}]`)];
  card.textContent = [name, ...words].filter(Boolean).join(' · ');
  return card;
}

function quickReply(reply, message, { customer }) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'chip';
  button.dataset.testid = 'quick-reply';
  button.textContent = reply.title ?? reply.content_type;
  button.addEventListener('click', () => call('POST', `customers/${customer.psid}/messages`, { pageId: customer.pageId, text: reply.title ?? '', quickReply: reply.payload ?? '' })
    .catch((e) => trouble(t('notAllowed', { reason: e.message }))));
  return button;
}
