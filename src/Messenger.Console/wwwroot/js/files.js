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
