// The second view: what Meta, customers and the phone system can do. Every card says what to look at.
import { w } from './controls-words.js';
import { call } from './app.js';

const $ = (id) => document.getElementById(id);
const state = { pages: [], people: [], agents: [], alerts: [], plan: null, faults: [], afternoon: null, pageId: null, psid: null, calls: new Map() };
let timer = 0;

let drawn = '';
export async function showControls() {
  $('controls').hidden = false;
  clearInterval(timer);
  // In the language of now, at once; what changed meanwhile follows.
  if (drawn) draw();
  timer = setInterval(() => { if (document.visibilityState === 'visible') refresh(); }, 2000);
  await refresh(true);
}

export function hideControls() {
  $('controls').hidden = true;
  clearInterval(timer);
}

async function refresh(force) {
  const [pages, people, agents, alerts, plan, faults, afternoon] = await Promise.all(
    ['pages', 'customers?limit=50', 'agents', 'alerts', 'webhooks/plan', 'faults', 'afternoon'].map((path) => call('GET', path)));
  Object.assign(state, { pages, people, agents, alerts, plan, faults, afternoon });
  state.pageId = pages.some((p) => p.id === state.pageId) ? state.pageId : pages[0].id;
  state.psid = people.some((c) => c.psid === state.psid) ? state.psid : people[0]?.psid;
  // Drawing anew would close an open list and take the focus away, so it is done only when something changed.
  const now = JSON.stringify([state, [...state.calls]]);
  if (!force && (now === drawn || document.activeElement?.tagName === 'SELECT')) return;
  drawn = now;
  draw();
}

function draw() {
  const focus = document.activeElement?.dataset?.testid;
  $('cards').replaceChildren(afternoon(), agents(), sends(), webhooks(), tokens(), pages(), customers(), alerts());
  if (focus) document.querySelector(`#cards [data-testid="${focus}"]`)?.focus();
}

const say = (text, bad) => { $('controls-result').textContent = text; $('controls-result').dataset.bad = !!bad; };

async function act(name, work) {
  try {
    const text = await work();
    say(text ?? w('done', { what: name }));
  } catch (e) {
    say(w('failed', { what: e.message }), true);
  }
  await refresh(true);
}

// ---- parts ------------------------------------------------------------------------------------------------
function element(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children.filter((c) => c !== null && c !== undefined));
  return node;
}

function card(key, ...children) {
  const node = element('section', 'card', element('h3', '', w(key)), ...children, element('p', 'look', w(`${key}Look`)));
  node.dataset.testid = `card-${key}`;
  return node;
}

function button(testid, text, work, disabled) {
  const node = element('button', 'plain small', text);
  node.type = 'button';
  node.disabled = !!disabled;
  node.dataset.testid = testid;
  node.addEventListener('click', () => act(text, work));
  return node;
}

const row = (...buttons) => element('div', 'row', ...buttons);

function select(label, options, value, change) {
  const node = element('select', '', ...options.map(([id, text]) => new Option(text, id)));
  node.value = value;
  node.setAttribute('aria-label', label);
  node.addEventListener('change', () => { change(node.value); node.blur(); refresh(true); });
  return node;
}

// ---- cards ------------------------------------------------------------------------------------------------
function afternoon() {
  const { running, said, lines } = state.afternoon;
  const bar = element('progress', '');
  bar.max = lines || 1;
  bar.value = said;
  bar.setAttribute('aria-label', w('afternoon'));
  return card('afternoon',
    row(button('afternoon-start', w('start'), () => call('POST', 'afternoon', {}).then(() => null), running), button('afternoon-stop', w('stop'), () => call('DELETE', 'afternoon'), !running)),
    lines ? element('p', 'progress', bar, element('span', '', w('progress', { said, lines }))) : null);
}

function agents() {
  return card('agents', ...state.agents.map((agent) => {
    const on = state.calls.get(agent)?.on ?? false;
    const node = element('button', 'switch', element('span', 'track'), element('span', '', agent));
    node.type = 'button';
    node.setAttribute('role', 'switch');
    node.setAttribute('aria-checked', on);
    node.dataset.testid = `call-${agent}`;
    node.addEventListener('click', () => act(agent, async () => {
      const answer = await call('PUT', `agents/${encodeURIComponent(agent)}/call`, { inCall: !on });
      const good = answer.step === 'call' && answer.status >= 200 && answer.status < 300;
      if (good) state.calls.set(agent, { on: !on });
      if (good) return w('answer', { agent, status: answer.status });
      throw new Error(answer.status === null ? w('silent', { agent }) : answer.step === 'sign-in' ? w('signIn', { agent, status: answer.status }) : answer.status === 404 ? w('answer404', { agent }) : w('answer', { agent, status: answer.status }));
    }));
    return node;
  }));
}

function sends() {
  const plan = (kind, more = {}) => () => call('POST', 'faults', { kind, ...more });
  return card('sends', row(
    button('fault-hang', w('hang'), plan('hang')), button('fault-lose', w('lose'), plan('lose-response')), button('fault-613', w('rate'), plan('error', { code: 613 })),
    button('fault-2', w('service'), plan('error', { code: 2 })), button('fault-html', w('html'), plan('html')), button('fault-echo', w('echoFirst'), plan('echo-first'))),
  waiting(state.faults.map((f) => `${f.kind}${f.kind === 'error' ? ` ${f.code}` : ''} × ${f.count}`), 'faults', 'faults-clear'));
}

function webhooks() {
  const plan = (kind, more = {}) => () => call('POST', 'webhooks/plan', { kind, ...more });
  return card('webhooks', row(
    button('plan-double', w('double'), plan('double')), button('plan-late', w('late'), plan('late', { seconds: 15, field: 'messages' })), button('plan-shuffle', w('shuffle'), plan('shuffle', { count: 3, field: 'messages' })),
    button('plan-batch', w('batch'), plan('batch', { count: 3 })), button('plan-sign', w('badSign'), plan('wrong-signature')), button('plan-noecho', w('noEcho'), plan('drop', { field: 'message_echoes' })),
    button('plan-lateecho', w('lateEcho'), plan('late', { seconds: 15, field: 'message_echoes' }))),
  waiting([...state.plan.planned.map((p) => `${p.kind} × ${p.count}`), ...(state.plan.held ? [`+${state.plan.held}`] : [])], 'webhooks/plan', 'plan-clear'));
}

function waiting(list, path, testid) {
  return list.length ? element('p', 'waiting', element('span', '', w('planned', { list: list.join(', ') })), button(testid, w('forget'), () => call('DELETE', path))) : null;
}

function tokens() {
  const page = state.pages.find((p) => p.id === state.pageId);
  const kill = (cause) => button(`kill-${cause}`, w(`c${cause}`), () => call('POST', 'tokens/kill', { pageId: state.pageId, cause }).then(() => null));
  return card('tokens',
    select(w('pages'), state.pages.map((p) => [p.id, p.name]), state.pageId, (id) => { state.pageId = id; }),
    row(...[460, 458, 463, 467, 459, 464, 492, 0].map(kill)),
    page.tokenFault === null ? null : element('p', 'waiting', element('span', 'bad', w('tokenDead', { fault: page.tokenFault || '190' })), button('token-restore', w('restore'), () => call('POST', 'tokens/restore', { pageId: state.pageId }).then(() => null))));
}

function pages() {
  const list = element('ul', 'page-list', ...state.pages.slice(0, 12).map((p) => {
    const on = p.fields.length > 0;
    const notes = [on ? w('subscribed') : p.disabledAt ? w('disabled') : w('unsubscribed'), !p.mayMessage && w('noTask'), p.portfolio && w('portfolio'), p.tokenFault !== null && w('tokenDead', { fault: p.tokenFault || '190' })];
    return element('li', '', element('span', '', p.name, element('small', on && p.tokenFault === null ? '' : 'bad', notes.filter(Boolean).join(' · '))),
      on ? button(`unsubscribe-${p.id}`, w('unsubscribe'), () => call('DELETE', `pages/${p.id}/subscription`)) : button(`subscribe-${p.id}`, w('subscribe'), () => call('PUT', `pages/${p.id}/subscription`, {})));
  }));
  return card('pages', list, row(button('more-pages', w('morePages'), () => call('POST', 'pages', { name: 'Sucursal', count: 30 }).then(() => null))), element('p', 'look', w('morePagesLook')));
}

function customers() {
  const patch = (body) => () => call('PATCH', `customers/${state.psid}`, body);
  const ago = (hours) => new Date(Date.now() - hours * 3_600_000).toISOString();
  const who = state.people.find((c) => c.psid === state.psid);
  return card('customer',
    select(w('customer'), state.people.map((c) => [c.psid, c.name]), state.psid, (psid) => { state.psid = psid; }),
    row(button('window-24', w('w24'), () => patch({ windowOpenedAt: ago(25) })()), button('window-7', w('w7'), () => patch({ windowOpenedAt: ago(192) })()),
      who?.blocked ? button('unblock', w('unblock'), patch({ blocked: false })) : button('block', w('block'), patch({ blocked: true })),
      button('no-name', w('noName'), patch({ profile: 'id-only' })), button('inbox', w('inbox'), () => call('POST', `pages/${who.pageId}/inbox-message`, { psid: who.psid, text: w('inboxText') }).then(() => null))));
}

function alerts() {
  return card('alerts', row(button('clock-60', w('speed'), () => call('PATCH', 'settings', { clockScale: 60 }).then(() => null)), button('clock-1', w('normal'), () => call('PATCH', 'settings', { clockScale: 1 }).then(() => null))),
    state.alerts.length ? element('ul', 'alerts', ...state.alerts.slice(-4).map((a) => element('li', '', a.text))) : element('p', 'look', w('none')));
}
