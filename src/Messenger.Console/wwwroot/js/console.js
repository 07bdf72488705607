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
    },
  };
}

export const replaceAddress = path => history.replaceState(null, '', path);
