// The window in which a person connects a Page, on both its sides.
const name = 'messenger-activation';
const kind = 'messenger.activation';
let opened = null;

// Inside the click itself: a browser that blocks pop-ups lets through only those that a person just asked for.
document.addEventListener('click', e => {
  if (e.target.closest?.('[data-opens-window="true"]:not(:disabled)')) {
    opened = window.open('about:blank', name, 'popup,width=560,height=760');
  }
}, true);

export const isOpen = () => opened !== null && !opened.closed;

export function go(path) {
  opened.location = path;
  opened.focus();
}

export const focusWindow = () => opened?.focus();

export function close() {
  opened?.close();
  opened = null;
}

// Words of the window reach the page that opened it; whoever else speaks is not listened to.
export function listen(receiver) {
  const heard = e => {
    if (e.origin === location.origin && e.data?.kind === kind && typeof e.data.id === 'string') {
      receiver.invokeMethodAsync('Heard', e.data.id);
    }
  };
  addEventListener('message', heard);
  let wasOpen = false;
  const watch = setInterval(() => {
    const open = isOpen();
    if (wasOpen && !open) {
      receiver.invokeMethodAsync('Closed');
    }
    wasOpen = open;
  }, 500);
  return {
    stop: () => {
      removeEventListener('message', heard);
      clearInterval(watch);
    },
  };
}

export const isWindow = () => window.opener !== null || window.name === name;

export const tell = id => window.opener?.postMessage({ kind, id }, location.origin);

export const leaveTo = url => location.assign(url);

export const closeMyself = () => window.close();
