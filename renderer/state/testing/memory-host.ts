import type { HostApi } from '#shared/contract/types.ts';

type Call = (args: never) => unknown;

/** A host in memory for tests: files by path with their text as hash, and whatever is asked of it recorded. */
export class MemoryHost {
  readonly files = new Map<string, string>();
  readonly journal = new Map<string, { readonly path: string; readonly text: string }>();
  readonly listeners = new Map<string, ((payload: never) => void)[]>();
  readonly viewStates = new Map<string, unknown>();

  /** Tells the renderer what happened on the disk. */
  emit(name: string, payload: unknown): void {
    for (const listener of this.listeners.get(name) ?? []) listener(payload as never);
  }

  /** Changes a file as another program would. */
  write(path: string, text: string): void {
    this.files.set(path, text);
    this.emit('files.changed', { project: 'p', path, kind: 'changed' });
  }

  get api(): HostApi {
    const ok = (value: unknown) => Promise.resolve({ ok: true, value });
    const fail = (code: string) => Promise.resolve({ ok: false, failure: { code, message: `It failed: ${code}.` } });
    const calls: Record<string, Record<string, Call>> = {
      project: {
        files: () => ok({ entries: [...this.files].map(([path, text]) => ({ path, size: text.length, kind: 'file' })), isCapped: false }),
        close: () => ok({}),
      },
      files: {
        read: ({ path }: { path: string }) => {
          const text = this.files.get(path);
          return text === undefined ? fail('not-found') : ok({ text, hash: hashOf(text), readOnly: false });
        },
        look: ({ path }: { path: string }) =>
          ok({ kind: this.files.has(path) ? 'file' : [...this.files.keys()].some((other) => other.startsWith(`${path}/`)) ? 'folder' : 'missing' }),
        save: ({ path, text, expectedHash }: { path: string; text: string; expectedHash?: string }) => {
          const now = this.files.get(path);
          if (expectedHash !== undefined && (now === undefined || hashOf(now) !== expectedHash)) return fail('changed-on-disk');
          this.files.set(path, text);
          return ok({ hash: hashOf(text) });
        },
        create: ({ path, text }: { path: string; text: string }) => {
          if (this.files.has(path)) return fail('already-exists');
          this.files.set(path, text);
          return ok({ hash: hashOf(text) });
        },
        remove: ({ path, expectedHash }: { path: string; expectedHash: string }) => {
          if (hashOf(this.files.get(path) ?? '') !== expectedHash) return fail('changed-on-disk');
          this.files.delete(path);
          this.emit('files.changed', { project: 'p', path, kind: 'deleted' });
          return ok({});
        },
      },
      log: { write: () => ok({}) },
      journal: {
        write: ({ entry }: { entry: { path: string; text: string } }) => {
          this.journal.set(entry.path, entry);
          return ok({});
        },
        clear: ({ path }: { path: string }) => {
          this.journal.delete(path);
          return ok({});
        },
        list: () => ok({ entries: [...this.journal.values()].map((entry) => ({ ...entry, writtenAt: '2026-01-01T00:00:00Z', isDiskUnchanged: true })) }),
      },
      git: { status: () => ok({}) },
      settings: { read: () => ok({ values: {}, problems: [] }), write: () => ok({ values: {}, problems: [] }) },
      viewState: {
        read: ({ path }: { path: string }) => ok({ state: this.viewStates.get(path) }),
        write: ({ path, state }: { path: string; state: unknown }) => {
          this.viewStates.set(path, state);
          return ok({});
        },
      },
    };
    const on = (name: string, listener: (payload: never) => void) => {
      this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener]);
      return () => undefined;
    };
    // Only what the state asks for is there; a test that needs more finds out at once.
    return { ...calls, on } as unknown as HostApi;
  }
}

/** Any text has a hash of 64 digits; equal texts have equal ones. */
function hashOf(text: string): string {
  let hash = 0;
  for (let k = 0; k < text.length; k++) hash = (hash * 31 + text.charCodeAt(k)) >>> 0;
  return hash.toString(16).padStart(64, '0');
}
