// What can be done with one message: react, reply, and with an own one edit and take back.
import { t } from './words.js';
import { call, trouble } from './app.js';

const emojis = ['👍', '❤️', '😆', '😮', '😢', '😡', '👎'];
const menu = document.getElementById('message-menu');
const bar = document.getElementById('replying');
let quoted = null;

export const replying = () => quoted;

export function endReply() {
  quoted = null;
  bar.hidden = true;
}
document.getElementById('replying-end').addEventListener('click', endReply);

export function openActions(message, customer, at) {
  const act = (path, body) => call('POST', `customers/${customer.psid}/${path}`, body).then(() => trouble(null), (e) => trouble(t('notAllowed', { reason: e.message })));
  const row = document.createElement('div');
  row.className = 'emojis';
  row.append(...emojis.map((emoji) => button(emoji, () => act('reaction', { mid: message.mid, emoji: message.reactionIn === emoji ? null : emoji }), message.reactionIn === emoji)));
  const rest = [named('reply', () => reply(message))];
  if (message.direction === 'in' && !message.unsent) {
    rest.push(named('edit', () => {
      const text = prompt(t('newText'), message.text);
      if (text?.trim()) act('edit', { mid: message.mid, text });
    }), named('unsend', () => act('unsend', { mid: message.mid })));
  }
  menu.replaceChildren(row, ...rest);
  menu.showPopover();
  const place = at.getBoundingClientRect();
  menu.style.top = `${Math.max(8, Math.min(place.bottom + 4, innerHeight - menu.offsetHeight - 8))}px`;
  menu.style.left = `${Math.max(8, Math.min(place.left, innerWidth - menu.offsetWidth - 8))}px`;
}

function named(key, action) {
  const node = button(t(key), action);
  node.dataset.testid = `action-${key}`;
  return node;
}

function button(text, action, pressed) {
  const node = document.createElement('button');
  node.type = 'button';
  node.textContent = text;
  if (pressed !== undefined) node.setAttribute('aria-pressed', pressed);
  node.addEventListener('click', () => { menu.hidePopover(); action(); });
  return node;
}

function reply(message) {
  quoted = message.mid;
  document.getElementById('replying-text').textContent = t('replyingTo', { text: message.text || '…' });
  bar.hidden = false;
  document.getElementById('compose').focus();
}
