import type { AppState } from '#renderer/state/app-state.ts';
import { lastWritten, stripAnsi } from '#shared/runs/ansi-text.ts';
import type { LogAt } from './log-source.ts';

/** What the clipboard takes. */
const MAX_COPIED = 8 * 1024 * 1024;

/** Puts a log on the clipboard as plain text, and says so. */
export async function copyLog({ host, clipboard, announcer }: AppState, at: LogAt): Promise<void> {
  const pieces = await readAll(host, at, MAX_COPIED);
  if (!pieces.ok) {
    announcer.announce(pieces.message, 'error');
    return;
  }
  const text = stripAnsi(lastWritten(pieces.texts.join('')));
  const isDone = await clipboard.write(text);
  announcer.announce(isDone ? 'Log copied.' : 'The clipboard could not be written.', isDone ? 'note' : 'error');
}

/** Saves a log where the user wants it: the system's dialog, or a download in the browser. */
export async function saveLog({ host, announcer }: AppState, at: LogAt, name: string): Promise<void> {
  const picked = await host.places.pick({ what: 'save', suggestedName: name });
  if (picked.ok) {
    if (picked.value.cancelled || picked.value.place === undefined) return;
    const saved = await host.runs.saveLog({ ...at, place: picked.value.place });
    announcer.announce(saved.ok ? 'Log saved.' : saved.failure.message, saved.ok ? 'note' : 'error');
    return;
  }
  const pieces = await readAll(host, at, Number.POSITIVE_INFINITY);
  if (!pieces.ok) {
    announcer.announce(pieces.message, 'error');
    return;
  }
  const url = URL.createObjectURL(new Blob([...pieces.texts], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

type Pieces = { readonly ok: true; readonly texts: readonly string[] } | { readonly ok: false; readonly message: string };

async function readAll(host: AppState['host'], at: LogAt, maxLength: number): Promise<Pieces> {
  const texts: string[] = [];
  let length = 0;
  for (let from: number | undefined = 0; from !== undefined; ) {
    const answer = await host.runs.logText({ ...at, from });
    if (!answer.ok) return { ok: false, message: answer.failure.message };
    texts.push(answer.value.text);
    length += answer.value.text.length;
    if (length > maxLength)
      return { ok: false, message: 'This log is too long for the clipboard. Save it as a file instead, or copy the lines that you need.' };
    from = answer.value.next;
  }
  return { ok: true, texts };
}
