// The desk's own keys, scrolling and signals. The compose box belongs to this file while it is on screen: a key is painted by the browser
// at once, .NET hears of it afterwards.

const drafts = id => `messenger.draft.${id}`;

export function attachComposer(box, receiver, interactionId) {
  let listOpen = false;
  const grow = () => {
    box.style.height = 'auto';
    box.style.height = `${Math.min(box.scrollHeight + 2, 180)}px`;
  };
  const changed = typed => {
    if (box.value) {
      sessionStorage.setItem(drafts(interactionId), box.value);
    } else {
      sessionStorage.removeItem(drafts(interactionId));
    }
    grow();
    receiver.invokeMethodAsync('Changed', box.value, typed);
  };
  const send = () => {
    const text = box.value;
    if (text.trim() === '' || box.disabled) {
      return;
    }
    box.value = '';
    changed(false);
    receiver.invokeMethodAsync('Submit', text);
  };
  const keys = e => {
    // 229: the key belongs to an input method that is still composing.
    if (e.isComposing || e.keyCode === 229) {
      return;
    }
    if (listOpen && ['ArrowDown', 'ArrowUp', 'Enter', 'Tab', 'Escape'].includes(e.key) && !e.shiftKey) {
      e.preventDefault();
      e.stopPropagation();
      receiver.invokeMethodAsync('ListKey', e.key);
      return;
    }
    if (e.key === 'Enter' && !e.shiftKey && !e.ctrlKey && !e.altKey && !e.metaKey) {
      e.preventDefault();
      send();
    }
  };
  const input = () => changed(true);
  box.addEventListener('keydown', keys);
  box.addEventListener('input', input);
  // What was typed before this file took over stays.
  box.value ||= sessionStorage.getItem(drafts(interactionId)) ?? '';
  grow();
  if (box.value) {
    receiver.invokeMethodAsync('Changed', box.value, false);
  }
  if (matchMedia('(min-width: 720px)').matches) {
    box.focus();
  }
  return {
    send,
    setList: open => { listOpen = open; },
    focus: () => box.focus(),
    replace: text => {
      box.value = text;
      box.focus();
      changed(false);
    },
    insert: text => {
      box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end');
      box.focus();
      changed(false);
    },
    stop: () => {
      box.removeEventListener('keydown', keys);
      box.removeEventListener('input', input);
    },
  };
}

export const dropDraft = id => sessionStorage.removeItem(drafts(id));

// Stays at the bottom unless the person scrolled up; then it only says that something came.
export function attachTranscript(box, receiver) {
  let atBottom = true;
  let known = box.querySelectorAll('[data-testid="message"]').length;
  const toBottom = () => { box.scrollTop = box.scrollHeight; };
  let height = box.clientHeight;
  const scrolled = () => {
    // The box itself changed (the compose box grew): nobody scrolled, the size observer puts it right.
    if (box.clientHeight !== height) {
      return;
    }
    const now = box.scrollHeight - box.scrollTop - box.clientHeight < 48;
    if (now !== atBottom) {
      atBottom = now;
      receiver.invokeMethodAsync('AtBottom', atBottom);
    }
  };
  const content = new MutationObserver(() => {
    const count = box.querySelectorAll('[data-testid="message"]').length;
    if (atBottom) {
      toBottom();
    } else if (count > known) {
      receiver.invokeMethodAsync('CameBelow');
    }
    known = count;
  });
  const size = new ResizeObserver(() => {
    height = box.clientHeight;
    if (atBottom) {
      toBottom();
    }
  });
  const loaded = () => atBottom && toBottom();
  box.addEventListener('scroll', scrolled, { passive: true });
  box.addEventListener('load', loaded, true);
  content.observe(box, { childList: true, subtree: true });
  size.observe(box);
  toBottom();
  return {
    toBottom: () => {
      atBottom = true;
      toBottom();
    },
    stop: () => {
      box.removeEventListener('scroll', scrolled);
      box.removeEventListener('load', loaded, true);
      content.disconnect();
      size.disconnect();
    },
  };
}

export function attachDesk(receiver) {
  const inField = e => e.target.closest('input, textarea, select, [contenteditable]');
  const keys = e => {
    if (e.altKey && !e.ctrlKey && (e.key === 'ArrowDown' || e.key === 'ArrowUp')) {
      e.preventDefault();
      receiver.invokeMethodAsync('Step', e.key === 'ArrowDown' ? 1 : -1);
    } else if (e.altKey && !e.ctrlKey && e.key === 'Enter' && document.querySelector('[data-testid="ringing"]') && !document.querySelector('.mud-dialog')) {
      e.preventDefault();
      receiver.invokeMethodAsync('AcceptFirst');
    } else if (e.key === '?' && !inField(e) && !document.querySelector('.mud-dialog')) {
      e.preventDefault();
      receiver.invokeMethodAsync('Help');
    }
  };
  const looked = () => receiver.invokeMethodAsync('Looked', isLookedAt());
  document.addEventListener('keydown', keys);
  document.addEventListener('visibilitychange', looked);
  addEventListener('focus', looked);
  addEventListener('blur', looked);
  return {
    stop: () => {
      document.removeEventListener('keydown', keys);
      document.removeEventListener('visibilitychange', looked);
      removeEventListener('focus', looked);
      removeEventListener('blur', looked);
    },
  };
}

export const focusOn = id => document.getElementById(id)?.focus();

export const isLookedAt = () => document.visibilityState === 'visible';

let audio;

// Two soft tones for a new interaction, one for a message; made here, so there is no file to load.
export function chime(isNew) {
  try {
    audio ??= new AudioContext();
    const tones = isNew ? [660, 880] : [740];
    tones.forEach((pitch, i) => {
      const start = audio.currentTime + i * 0.14;
      const tone = audio.createOscillator();
      const gain = audio.createGain();
      tone.frequency.value = pitch;
      gain.gain.setValueAtTime(0.0001, start);
      gain.gain.exponentialRampToValueAtTime(0.12, start + 0.02);
      gain.gain.exponentialRampToValueAtTime(0.0001, start + 0.28);
      tone.connect(gain).connect(audio.destination);
      tone.start(start);
      tone.stop(start + 0.3);
    });
  } catch {
    // No sound device or not allowed yet: the badge and the notification remain.
  }
}

export function notify(title, body, tag, receiver) {
  if (!('Notification' in window) || Notification.permission !== 'granted') {
    return;
  }
  const shown = new Notification(title, { body, tag });
  shown.onclick = () => {
    window.focus();
    receiver.invokeMethodAsync('OpenFromNotice', tag);
    shown.close();
  };
}

export const notificationState = () => ('Notification' in window ? Notification.permission : 'denied');

export const askForNotifications = () => ('Notification' in window ? Notification.requestPermission() : Promise.resolve('denied'));

export const setTitle = title => { document.title = title; };
