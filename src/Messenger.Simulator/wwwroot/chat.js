// One open chat: bubbles, marks, typing. All text goes in as text, never as markup.
import { t, clock, day } from './words.js';

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
  bubble.textContent = message.text;
  const foot = document.createElement('span');
  foot.className = 'foot';
  const time = document.createElement('time');
  time.dateTime = message.at;
  time.textContent = clock(message.at) + (message.app === inboxApp ? ` · ${t('fromInbox')}` : '');
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(document.createElementNS('http://www.w3.org/2000/svg', 'path'));
  const state = document.createElement('span');
  state.className = 'unseen';
  foot.append(time, svg, state);
  node.append(who, bubble, foot);
  return node;
}

function mark(item) {
  const state = stateOf(item.message);
  item.node.dataset.state = state;
  item.node.querySelector('path').setAttribute('d', ticks[state]);
  item.node.querySelector('.foot').title = t(state);
  item.node.querySelector('.foot .unseen').textContent = t(state);
}
