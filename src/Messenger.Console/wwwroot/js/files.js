// Files are fetched with the tab's session and shown from its memory: no address leads to one without the session.

const shown = /^(image\/(jpeg|png|gif|webp)|video\/(mp4|webm|ogg)|audio\/(mpeg|mp4|ogg|wav))$/;

export async function load(fileId, token) {
  try {
    const reply = await fetch(`api/files/${encodeURIComponent(fileId)}`, { headers: { Authorization: `Bearer ${token}` }, credentials: 'omit' });
    if (!reply.ok) {
      return null;
    }
    const type = reply.headers.get('Content-Type') ?? '';
    // What lies in memory belongs to our own address: nothing gets a type there that the browser would run.
    return URL.createObjectURL(new Blob([await reply.arrayBuffer()], { type: shown.test(type) ? type : 'application/octet-stream' }));
  } catch {
    return null;
  }
}

export const drop = address => URL.revokeObjectURL(address);

export function save(address, name) {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}

// Calls once, when the element comes near the visible part.
export function whenNear(element, receiver) {
  const observer = new IntersectionObserver(entries => {
    if (entries.some(entry => entry.isIntersecting)) {
      observer.disconnect();
      receiver.invokeMethodAsync('Near');
    }
  }, { rootMargin: '300px' });
  observer.observe(element);
  return { stop: () => observer.disconnect() };
}

// What is under way, or did not get there, for another try.
const chosen = new Map();

export function attachPicker(input, box, receiver, interactionId) {
  const take = files => [...files].forEach(file => choose(receiver, interactionId, file));
  const picked = () => {
    take(input.files);
    // The same file may be picked again.
    input.value = '';
    box.focus();
  };
  const pasted = e => {
    const files = e.clipboardData?.files ?? [];
    if (files.length > 0 && !box.disabled) {
      e.preventDefault();
      take(files);
    }
  };
  input.addEventListener('change', picked);
  box.addEventListener('paste', pasted);
  return {
    pick: () => input.click(),
    stop: () => {
      input.removeEventListener('change', picked);
      box.removeEventListener('paste', pasted);
    },
  };
}

async function choose(receiver, interactionId, file) {
  const id = await receiver.invokeMethodAsync('FileChosen', interactionId, file.name, file.size);
  if (id) {
    chosen.set(id, file);
    await upload(receiver, interactionId, id, file);
  }
}

export async function uploadAgain(receiver, interactionId, id) {
  const file = chosen.get(id);
  await (file ? upload(receiver, interactionId, id, file) : receiver.invokeMethodAsync('FileRefused', interactionId, id, 0));
}

async function upload(receiver, interactionId, id, file) {
  const token = await receiver.invokeMethodAsync('FileToken');
  const call = new XMLHttpRequest();
  let told = 0;
  call.upload.onprogress = e => {
    const percent = e.lengthComputable ? Math.floor(e.loaded * 100 / e.total) : 0;
    if (percent >= told + 5) {
      told = percent;
      receiver.invokeMethodAsync('FileProgress', interactionId, id, percent);
    }
  };
  call.onload = () => {
    if (call.status === 200) {
      chosen.delete(id);
      receiver.invokeMethodAsync('FileUploaded', interactionId, id, JSON.parse(call.responseText).uploadId);
    } else {
      receiver.invokeMethodAsync('FileRefused', interactionId, id, call.status);
    }
  };
  call.onerror = () => receiver.invokeMethodAsync('FileRefused', interactionId, id, 0);
  const form = new FormData();
  form.append('file', file, file.name);
  call.open('POST', 'api/uploads');
  call.setRequestHeader('Authorization', `Bearer ${token}`);
  call.send(form);
}
