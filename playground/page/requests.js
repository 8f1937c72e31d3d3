// Talking to the playground's server: acts by POST, the state once, then changes as they come.

export async function post(act, body) {
  const answer = await fetch(`/chat/${act}`, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  });
  return understood(answer);
}

export async function upload(person, chat, file) {
  const form = new FormData();
  form.append("person", person);
  form.append("chat", chat);
  form.append("as", file.type === "image/png" || file.type === "image/jpeg" ? "photo" : "document");
  form.append("file", file);
  return understood(await fetch("/chat/upload", { method: "POST", body: form }));
}

async function understood(answer) {
  const content = await answer.json().catch(() => ({ error: answer.statusText }));
  if (!answer.ok) throw new Error(content.error ?? answer.statusText);
  return content;
}

export async function loadState() {
  const answer = await fetch("/chat/state");
  // The session belongs to another run of the playground: the page itself brings a new one.
  if (answer.status === 403) return location.reload();
  return answer.json();
}

/** Calls `onChange` for each change after `number`; `onState` learns whether the line is open. */
export function listen(number, onChange, onState) {
  const source = new EventSource(`/chat/events?after=${number}`);
  source.onmessage = (event) => onChange(JSON.parse(event.data));
  source.onopen = () => onState(true);
  source.onerror = () => {
    onState(false);
    // A server that has started anew counts its changes anew: only a fresh page fits.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 2000);
  };
}
