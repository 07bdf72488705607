// The list of customers of one Page, newest chat first.
import { t, known, shortTime } from './words.js';

const list = document.getElementById('people');
const empty = document.getElementById('people-empty');
const rows = new Map();

export function showPeople(customers, selected, searching) {
  const order = [...customers].sort((a, b) => (Date.parse(b.lastAt ?? 0) || 0) - (Date.parse(a.lastAt ?? 0) || 0));
  const wanted = new Set(order.map((c) => c.psid));
  for (const [psid, row] of rows) {
    if (!wanted.has(psid)) { row.remove(); rows.delete(psid); }
  }
  const focused = document.activeElement;
  order.forEach((customer, at) => {
    let row = rows.get(customer.psid);
    if (!row) { row = newRow(customer.psid); rows.set(customer.psid, row); }
    fill(row, customer, customer.psid === selected);
    if (list.children[at] !== row) list.insertBefore(row, list.children[at] ?? null);
  });
  // Moving a row takes the focus away from the button inside it.
  if (focused?.isConnected && list.contains(focused)) focused.focus({ preventScroll: true });
  empty.hidden = order.length > 0;
  document.getElementById('people-empty-text').textContent = t(searching ? 'notFound' : 'noCustomers');
}

function newRow(psid) {
  const row = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.dataset.testid = 'customer-item';
  button.dataset.psid = psid;
  const picture = document.createElement('img');
  picture.className = 'picture';
  picture.src = `avatars/${psid}.svg`;
  picture.alt = '';
  picture.width = picture.height = 48;
  button.append(picture);
  for (const name of ['name', 'time', 'preview', 'badge', 'unseen']) {
    const part = document.createElement('span');
    part.className = name;
    button.append(part);
  }
  row.append(button);
  return row;
}

function fill(row, customer, selected) {
  const button = row.firstChild;
  const [, name, time, preview, badge, more] = button.children;
  name.textContent = customer.name;
  time.textContent = customer.lastAt ? shortTime(customer.lastAt) : '';
  const attachment = customer.lastAttachment && (known(customer.lastAttachment) ? t(customer.lastAttachment) : t('unknownAttachment', { type: customer.lastAttachment }));
  const last = customer.lastText || attachment;
  preview.textContent = last ? (customer.lastDirection === 'out' ? t('pagePrefix') : '') + last : t('noMessages');
  preview.classList.toggle('faint', !last);
  badge.textContent = customer.unread || '';
  badge.hidden = !customer.unread;
  button.classList.toggle('offline', !customer.online);
  button.toggleAttribute('data-unread', customer.unread > 0);
  if (selected) button.setAttribute('aria-current', 'true'); else button.removeAttribute('aria-current');
  badge.setAttribute('aria-hidden', 'true');
  more.textContent = [customer.unread && t('unread', { n: customer.unread }), !customer.online && t('offline')].filter(Boolean).join(', ');
}

// Arrow keys walk through the list; Tab leaves it.
list.addEventListener('keydown', (e) => {
  const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }[e.key];
  const next = step && e.target.closest('li')?.[step];
  if (next) { e.preventDefault(); next.firstChild.focus(); }
});
