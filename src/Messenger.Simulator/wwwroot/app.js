// What the page knows, and how it stays up to date: one stream of events, and everything read anew whenever that stream starts.
import { t, language, setLanguage, translate, clock } from './words.js';
import { showPeople } from './people.js';
import { openChat, redraw, upsert, showTyping, unreadFromPage } from './chat.js';
import { fillAttachMenu } from './attach.js';
import { replying, endReply } from './actions.js';
import { showControls, hideControls } from './controls.js';

const $ = (id) => document.getElementById(id);
const locales = ['es_LA', 'es_ES', 'es_MX', 'pt_BR', 'pt_PT', 'en_US', 'en_GB', 'fr_FR', 'it_IT', 'de_DE'];
const state = { pages: [], pageId: null, customers: new Map(), psid: null, status: null, lost: false, loading: null };
const drafts = new Map();
let sending = Promise.resolve();

export async function call(method, path, body) {
  const answer = await fetch('control/' + path, {
    method, headers: body ? { 'content-type': 'application/json' } : {}, body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Error((await answer.json().catch(() => null))?.detail ?? `${method} ${path}: ${answer.status}`);
  return answer.status === 204 ? null : answer.json();
}

const page = () => state.pages.find((p) => p.id === state.pageId);
const customer = () => state.customers.get(state.psid);

// ---- list -------------------------------------------------------------------------------------------------
let frame = 0;
function drawPeople() {
  frame ||= requestAnimationFrame(() => {
    frame = 0;
    showPeople([...state.customers.values()].filter((c) => matches(c)), state.psid, $('search').value !== '');
  });
}

function matches(c) {
  const wanted = $('search').value.trim().toLowerCase();
  return c.pageId === state.pageId && (!wanted || c.name.toLowerCase().includes(wanted) || c.psid === wanted);
}

async function loadPeople() {
  const pageId = state.pageId;
  const search = $('search').value.trim();
  const found = await call('GET', `customers?pageId=${pageId}&limit=300` + (search ? `&search=${encodeURIComponent(search)}` : ''));
  if (pageId !== state.pageId) return;
  const open = customer();
  state.customers = new Map(found.map((c) => [c.psid, c]));
  if (open && open.pageId === pageId && !state.customers.has(open.psid)) state.customers.set(open.psid, open);
  drawPeople();
}

function drawPages() {
  for (const select of [$('page'), $('new-page')]) {
    select.replaceChildren(...state.pages.map((p) => new Option(p.mayMessage ? p.name : `${p.name} (${t('noPermission')})`, p.id)));
    select.value = state.pageId;
  }
}

// ---- chat -------------------------------------------------------------------------------------------------
function drawHead() {
  const who = customer();
  $('chat').hidden = !who;
  $('nothing').hidden = !!who;
  $('shell').classList.toggle('chatting', !!who);
  if (!who) return;
  $('chat-title').textContent = page().name;
  $('chat-picture').src = `avatars/${state.pageId}.svg`;
  $('chat-sub').textContent = t('as', { name: who.name, locale: who.locale, psid: who.psid });
  $('chat-sub').title = $('chat-sub').textContent;
  $('online').setAttribute('aria-checked', who.online);
  $('mute').hidden = page().fields.length > 0;
  $('mute').textContent = t('mute');
}

async function loadChat() {
  const psid = state.psid;
  // Marks and messages that come in while the chat is on its way are laid over it, so nothing is missed in between.
  state.loading = [];
  $('log').setAttribute('aria-busy', 'true');
  const messages = await call('GET', `customers/${psid}/messages`);
  if (psid !== state.psid) return;
  const late = state.loading;
  state.loading = null;
  openChat(customer(), page(), messages);
  late.forEach(upsert);
  $('log').removeAttribute('aria-busy');
  readIfSeen();
}

let reading = false;
async function readIfSeen() {
  if (reading || !state.psid || state.loading || document.visibilityState !== 'visible' || !customer()?.online || !unreadFromPage()) return;
  reading = true;
  try { await call('POST', `customers/${state.psid}/read`); } catch { /* the next event tries again */ } finally { reading = false; }
}

function go(pageId, psid) {
  const hash = '#/' + [pageId, psid].filter(Boolean).join('/');
  if (location.hash === hash) route(); else location.hash = hash;
}

async function route() {
  const [, pageId, psid] = location.hash.split('/');
  const controls = pageId === 'controles';
  $('shell').hidden = controls;
  $('view-chats').toggleAttribute('aria-current', !controls);
  $('view-controls').toggleAttribute('aria-current', controls);
  if (controls) { showControls(); return; }
  hideControls();
  state.pages = await call('GET', 'pages');
  $('view-chats').href = location.hash || '#/';
  const known = state.pages.some((p) => p.id === pageId) ? pageId : state.pages[0].id;
  if (state.psid) drafts.set(state.psid, $('compose').value);
  if (known !== state.pageId) {
    state.pageId = known;
    state.psid = null;
    state.customers = new Map();
    $('search').value = '';
    drawPages();
    await loadPeople();
  }
  const wanted = psid && state.customers.has(psid) ? psid : null;
  state.psid = wanted;
  drawHead();
  drawPeople();
  trouble(null);
  endReply();
  if (wanted) {
    $('compose').value = drafts.get(wanted) ?? '';
    fit();
    await loadChat();
    if (matchMedia('(min-width: 760px)').matches) $('compose').focus();
  }
}

function send() {
  const text = $('compose').value;
  if (!text.trim()) return;
  const { psid, pageId } = customer();
  const replyTo = replying();
  endReply();
  $('compose').value = '';
  drafts.delete(psid);
  fit();
  // One after the other, so that two quick Enters cannot overtake each other.
  sending = sending.then(() => call('POST', `customers/${psid}/messages`, { pageId, text, replyTo })).then(() => trouble(null), () => {
    trouble(t('failed'));
    if (state.psid === psid && !$('compose').value) $('compose').value = text; else drafts.set(psid, text);
    fit();
  });
}

// Sends attachments as the open customer.
export function sendAttachment(attachment) {
  const { psid, pageId } = customer();
  sending = sending.then(() => call('POST', `customers/${psid}/messages`, { pageId, attachments: [attachment] })).then(() => trouble(null), (e) => trouble(t('notAllowed', { reason: e.message })));
}

export function trouble(text) {
  $('trouble').hidden = !text;
  $('trouble').textContent = text ?? '';
}

function fit() {
  const box = $('compose');
  box.style.height = 'auto';
  box.style.height = Math.min(box.scrollHeight + 2, 140) + 'px';
}

// ---- strip ------------------------------------------------------------------------------------------------
const faultText = (fault) => ({ 'no-answer': t('noAnswer'), 'other-body': t('otherBody') })[fault] ?? fault;

async function loadStatus() {
  try { state.status = await call('GET', 'status'); drawStatus(); } catch { /* the stream of events shows that the connection is lost */ }
}

function drawStatus() {
  const s = state.status;
  if (!s) return;
  const queued = s.waitingWebhooks > 0 && s.latestAccepted === false;
  $('status').dataset.state = state.lost || s.handshake === 'failed' ? 'bad' : queued || s.handshake === 'waiting' ? 'waiting' : 'good';
  const short = state.lost ? t('lost') : s.handshake === 'failed' ? `${t('notVerified')}: ${faultText(s.handshakeFault)}` : s.handshake === 'waiting' ? t('checking') : queued ? t('queued', { n: s.waitingWebhooks }) : t('verified');
  $('status-text').textContent = short;
  $('status').title = short;
  $('product').href = s.productUrl;
  $('detail-address').textContent = s.callbackUrl;
  $('detail-handshake').textContent = s.handshake === 'verified' ? t('verifiedAt', { time: clock(s.handshakeAt) }) : s.handshake === 'failed' ? `${t('notVerified')}: ${faultText(s.handshakeFault)}` : t('checking');
  $('detail-waiting').textContent = s.waitingWebhooks;
  $('detail-latest').textContent = s.latestAccepted === null ? t('none') : s.latestStatus ? `HTTP ${s.latestStatus}` : t('noAnswer');
}

function listen() {
  const events = new EventSource('control/events');
  const on = (type, action) => events.addEventListener(type, (e) => action(JSON.parse(e.data)));
  on('ready', async () => {
    state.lost = false;
    loadStatus();
    if (!state.pageId) return;
    await loadPeople();
    if (state.psid) { drawHead(); await loadChat(); }
  });
  on('message', ({ psid, message }) => {
    if (psid !== state.psid) return;
    if (state.loading) state.loading.push(message); else { upsert(message); readIfSeen(); }
  });
  on('customer', (c) => {
    if (c.pageId !== state.pageId || !(state.customers.has(c.psid) || matches(c))) return;
    state.customers.set(c.psid, c);
    drawPeople();
    if (c.psid === state.psid) { drawHead(); readIfSeen(); }
  });
  on('typing', ({ psid, on: typing }) => { if (psid === state.psid && customer()?.online) showTyping(typing); });
  on('status', loadStatus);
  events.onerror = () => {
    state.lost = true;
    drawStatus();
    // A browser gives up for good after some kinds of failure; a new stream starts over.
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  };
}

// ---- wiring -----------------------------------------------------------------------------------------------
$('people').addEventListener('click', (e) => { const b = e.target.closest('button'); if (b) go(state.pageId, b.dataset.psid); });
$('back').addEventListener('click', () => { const psid = state.psid; go(state.pageId); requestAnimationFrame(() => document.querySelector(`[data-psid="${psid}"]`)?.focus()); });
$('page').addEventListener('change', () => go($('page').value));
let searchLater = 0;
$('search').addEventListener('input', () => { drawPeople(); clearTimeout(searchLater); searchLater = setTimeout(loadPeople, 200); });
$('form').addEventListener('submit', (e) => { e.preventDefault(); send(); });
$('compose').addEventListener('input', fit);
$('compose').addEventListener('keydown', (e) => {
  if (e.key === 'Enter' && !e.shiftKey && !e.isComposing && e.keyCode !== 229) { e.preventDefault(); send(); }
});
$('online').addEventListener('click', () => call('PATCH', `customers/${state.psid}`, { online: !customer().online }).catch(() => trouble(t('failed'))));
document.addEventListener('visibilitychange', readIfSeen);
window.addEventListener('hashchange', route);

$('new').addEventListener('click', () => { $('new-page').value = state.pageId; $('new-trouble').hidden = true; $('dialog').showModal(); $('new-name').focus(); });
$('new-cancel').addEventListener('click', () => $('dialog').close());
$('new-form').addEventListener('submit', async (e) => {
  e.preventDefault();
  try {
    const pageId = $('new-page').value;
    const { psid } = await call('POST', 'customers', { pageId, name: $('new-name').value.trim(), locale: $('new-locale').value });
    $('dialog').close();
    $('new-name').value = '';
    $('search').value = '';
    if (pageId === state.pageId) await loadPeople();
    go(pageId, psid);
  } catch {
    $('new-trouble').textContent = t('failed');
    $('new-trouble').hidden = false;
  }
});

$('language').value = language;
$('language').addEventListener('change', () => { setLanguage($('language').value); drawAll(); });
$('theme').addEventListener('click', () => {
  const dark = document.documentElement.dataset.theme ? document.documentElement.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'light' : 'dark';
  localStorage.setItem('simulator.theme', document.documentElement.dataset.theme);
});

function drawAll() {
  fillAttachMenu();
  if (!$('controls').hidden) showControls();
  if (!state.pageId) return;
  drawPages();
  drawPeople();
  drawHead();
  drawStatus();
  fillLocales();
  redraw();
}

function fillLocales() {
  const names = new Intl.DisplayNames([language], { type: 'language' });
  const kept = $('new-locale').value || 'es_LA';
  $('new-locale').replaceChildren(...locales.map((l) => new Option(`${names.of(l.replace('_LA', '-419').replace('_', '-'))} (${l})`, l)));
  $('new-locale').value = kept;
}

translate();
fillLocales();
fillAttachMenu();
state.pages = await call('GET', 'pages');
await route();
listen();
setInterval(() => { if (document.visibilityState === 'visible') loadStatus(); }, 3000);
