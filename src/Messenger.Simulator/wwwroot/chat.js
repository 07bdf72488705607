// One open chat: bubbles, marks, typing. All text goes in as text, never as markup.
import { t, clock, day } from './words.js';
import { drawAttachments } from './attach.js';
import { openActions } from './actions.js';

const log = document.getElementById('log');
const list = document.getElementById('messages');
const typing = document.getElementById('typing');
const ticks = {
  sent: 'M4 10.5 8 14.5 16 6',
  delivered: 'M1.5 10.5 5.5 14.5 13 6M9.5 13.5 10.5 14.5 18 6',
  read: 'M1.5 10.5 5.5 14.5 13 6M9.5 13.5 10.5 14.5 18 6',
};
const inboxApp = '263902037430900';
let items = new Map();
let typingEnd = 0;
let context = null;

const stateOf = (m) => (m.read ? 'read' : m.delivered ? 'delivered' : 'sent');

export function openChat(customer, page, messages) {
  context = { customer, page };
  items = new Map(messages.map((m) => [m.mid, { message: m }]));
  showTyping(false);
  redraw();
}

export function redraw() {
  if (!context) return;
  list.replaceChildren();
  for (const item of items.values()) item.node = null;
  drawAll();
  log.scrollTop = log.scrollHeight;
}

export function upsert(message) {
  const near = log.scrollHeight - log.scrollTop - log.clientHeight < 120;
  const known = items.get(message.mid);
  if (known) {
    known.message = { ...message, delivered: message.delivered || known.message.delivered, read: message.read || known.message.read };
    fill(known);
    mark(known);
  } else {
    items.set(message.mid, { message });
    drawAll();
    if (near || message.direction === 'in') log.scrollTop = log.scrollHeight;
  }
}

export const unreadFromPage = () => [...items.values()].some((i) => i.message.direction === 'out' && !i.message.read);

export function showTyping(on) {
  clearTimeout(typingEnd);
  const near = log.scrollHeight - log.scrollTop - log.clientHeight < 120;
  typing.hidden = !on;
  if (on) {
    // Meta takes the indicator away by itself after twenty seconds.
    typingEnd = setTimeout(() => showTyping(false), 20_000);
    if (near) log.scrollTop = log.scrollHeight;
  }
}

function drawAll() {
  const { customer, page } = context;
  document.getElementById('chat-empty').hidden = items.size > 0;
  document.getElementById('chat-empty-text').textContent = t('chatEmpty', { name: customer.name, page: page.name });
  let before = null;
  for (const item of items.values()) {
    if (!item.node) {
      if (!before || day(before.message.at) !== day(item.message.at)) {
        const divider = document.createElement('li');
        divider.className = 'day';
        divider.textContent = day(item.message.at);
        list.append(divider);
        before = null;
      }
      const together = before && before.message.direction === item.message.direction && Date.parse(item.message.at) - Date.parse(before.message.at) < 300_000;
      if (together) before.node.classList.add('goes-on');
      item.node = newBubble(item.message, customer, page, together);
      list.append(item.node);
      fill(item);
      mark(item);
    }
    before = item;
  }
}

function newBubble(message, customer, page, together) {
  const node = document.createElement('li');
  node.className = 'message' + (together ? ' together' : '');
  node.dataset.testid = 'message';
  node.dataset.direction = message.direction;
  node.dataset.mid = message.mid;
  const who = document.createElement('span');
  who.className = 'unseen';
  who.textContent = message.direction === 'in' ? t('customerWrote', { name: customer.name }) : t('pageWrote', { page: page.name });
  const bubble = document.createElement('p');
  bubble.className = 'bubble';
  bubble.dir = 'auto';
  const more = document.createElement('button');
  more.type = 'button';
  more.className = 'icon more';
  more.setAttribute('aria-label', t('actions'));
  more.dataset.testid = 'message-actions';
  more.textContent = '⋯';
  more.addEventListener('click', () => openActions(items.get(message.mid).message, context.customer, more));
  const foot = document.createElement('span');
  foot.className = 'foot';
  const time = document.createElement('time');
  time.dateTime = message.at;
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(document.createElementNS('http://www.w3.org/2000/svg', 'path'));
  const state = document.createElement('span');
  state.className = 'unseen';
  foot.append(time, svg, state);
  const line = document.createElement('div');
  line.className = 'line';
  line.append(bubble, more);
  const quoted = document.createElement('p');
  quoted.className = 'quoted';
  const files = document.createElement('div');
  files.className = 'files';
  const reactions = document.createElement('p');
  reactions.className = 'reactions';
  reactions.dataset.testid = 'reactions';
  node.append(who, quoted, files, line, reactions, foot);
  return node;
}

// What can change after the bubble was drawn, and what depends on it.
function fill(item) {
  const { message, node } = item;
  const bubble = node.querySelector('.bubble');
  bubble.textContent = message.unsent ? t('unsent') : message.text;
  bubble.classList.toggle('gone', message.unsent);
  bubble.hidden = !message.unsent && !message.text;
  const quoted = node.querySelector('.quoted');
  const quotedText = message.replyTo && items.get(message.replyTo)?.message.text;
  quoted.hidden = !message.replyTo;
  quoted.textContent = message.replyTo ? t('replyingTo', { text: quotedText || '…' }) : '';
  const files = node.querySelector('.files');
  if (message.unsent) files.replaceChildren(); else if (!files.hasChildNodes()) drawAttachments(files, message, context);
  const reactions = node.querySelector('.reactions');
  reactions.textContent = [message.reactionIn, message.reactionOut].filter(Boolean).join(' ');
  reactions.hidden = !reactions.textContent;
  node.querySelector('time').textContent = [clock(message.at), message.edits > 0 && t('edited'), message.app === inboxApp && t('fromInbox')].filter(Boolean).join(' · ');
}

function mark(item) {
  const state = stateOf(item.message);
  item.node.dataset.state = state;
  item.node.querySelector('path').setAttribute('d', ticks[state]);
  item.node.querySelector('.foot').title = t(state);
  item.node.querySelector('.foot .unseen').textContent = t(state);
}
