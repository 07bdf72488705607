// What every page needs from the browser: theme, language, focus inside drop-downs.

export function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem('messenger.theme', theme);
}

export const theme = () => document.documentElement.dataset.theme;

export function followSystem(receiver) {
  const query = matchMedia('(prefers-color-scheme: dark)');
  const changed = () => {
    if (localStorage.getItem('messenger.theme')) {
      return;
    }
    document.documentElement.dataset.theme = query.matches ? 'dark' : 'light';
    receiver.invokeMethodAsync('SystemThemeChanged', query.matches);
  };
  query.addEventListener('change', changed);
  return { stop: () => query.removeEventListener('change', changed) };
}

export function setLanguage(language) {
  localStorage.setItem('messenger.language', language);
  location.reload();
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

// Arrow keys move between the buttons of a panel, Escape closes it and gives the focus back to its opener.
export function openPanel(panel, opener, receiver, focusFirst) {
  const targets = () => [...panel.querySelectorAll('button:not(:disabled), a[href], input')].filter(e => e.offsetParent !== null);
  const columns = () => {
    const grid = document.activeElement?.closest('[data-columns]');
    return grid ? Number(grid.dataset.columns) : 1;
  };
  const keys = e => {
    if (e.key === 'Escape') {
      e.preventDefault();
      e.stopPropagation();
      receiver.invokeMethodAsync('CloseFromKey');
      opener?.focus();
      return;
    }
    const all = targets();
    const at = all.indexOf(document.activeElement);
    const inGrid = document.activeElement?.closest('[data-columns]');
    const step = { ArrowDown: columns(), ArrowUp: -columns(), ArrowRight: inGrid ? 1 : 0, ArrowLeft: inGrid ? -1 : 0 }[e.key];
    if (step && all.length > 0) {
      e.preventDefault();
      const first = document.activeElement?.tagName === 'INPUT' && step > 0 ? at + 1 : at + step;
      all[Math.max(0, Math.min(all.length - 1, first))].focus();
    }
  };
  const floats = panel.classList.contains('floating');
  if (floats) {
    // On top of everything: what holds it may scroll, cut or move.
    panel.popover = 'manual';
    panel.showPopover();
  }
  // It stays beside its opener, wherever that scrolls.
  const place = () => {
    if (floats) {
      const at = opener.getBoundingClientRect();
      const below = at.bottom + 6 + panel.offsetHeight < innerHeight;
      panel.style.top = `${below ? at.bottom + 6 : Math.max(8, at.top - 6 - panel.offsetHeight)}px`;
      panel.style.left = `${Math.max(8, Math.min(at.right, innerWidth - 8) - panel.offsetWidth)}px`;
    }
  };
  place();
  document.addEventListener('scroll', place, true);
  panel.addEventListener('keydown', keys);
  const outside = e => {
    if (!panel.contains(e.target) && !opener?.contains(e.target)) {
      receiver.invokeMethodAsync('CloseFromKey');
    }
  };
  document.addEventListener('pointerdown', outside, true);
  if (focusFirst) {
    targets()[0]?.focus();
  }
  return {
    stop: () => {
      panel.removeEventListener('keydown', keys);
      document.removeEventListener('pointerdown', outside, true);
      document.removeEventListener('scroll', place, true);
    },
  };
}

export const replaceAddress = path => history.replaceState(null, '', path);

// A text box keeps its selection when it loses the focus to the button that asks for this.
export function insertAt(id, text) {
  const box = document.getElementById(id);
  box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end');
  box.focus();
  return box.value;
}
