import type { FindSecrets, KnownSecrets, SecretFinding } from './secret-finding.ts';

interface Scanned {
  readonly text: string;
  readonly findings: readonly SecretFinding[];
  /** Why the scan broke off. */
  readonly error?: string;
}

/** What is longer is no text that somebody wrote. */
const LONGEST = 1_000_000;

/** Remembers which secrets the texts of a project hold, and scans those that were asked about since. */
export class SecretScanner {
  readonly #find: FindSecrets;
  readonly #known = new Map<string, Scanned>();
  readonly #wanted = new Map<string, string>();

  constructor(find: FindSecrets) {
    this.#find = find;
  }

  /** Answers from what was scanned; `read` gives the present text of a file. */
  view(read: (path: string) => string | undefined): KnownSecrets {
    return {
      in: (path) => {
        const text = read(path);
        if (text === undefined) return 'pending';
        if (text.length > LONGEST) return [];
        const known = this.#known.get(path);
        // Thrown where the check can be named: it becomes a problem of its own, and the other checks still run.
        if (known?.text === text && known.error !== undefined) throw new Error(known.error);
        if (known?.text === text) return known.findings;
        this.#wanted.set(path, text);
        return known ? moved(known, text) : 'pending';
      },
    };
  }

  /** Scans what was asked about; true when somebody was told something else than what is known now. `pause` lets other work in between two texts. */
  async scan(pause: () => Promise<void> = () => Promise.resolve()): Promise<boolean> {
    let isChanged = false;
    for (const [path, text] of this.#wanted) {
      this.#wanted.delete(path);
      const before = this.#known.get(path);
      const told = before ? moved(before, text) : [];
      const scanned = await this.#scanOne(text, path);
      this.#known.set(path, scanned);
      if (scanned.error !== undefined || JSON.stringify(told) !== JSON.stringify(scanned.findings)) isChanged = true;
      await pause();
    }
    return isChanged;
  }

  async #scanOne(text: string, path: string): Promise<Scanned> {
    try {
      return { text, findings: await this.#find(text, path) };
    } catch (error) {
      return { text, findings: [], error: `${path} could not be scanned: ${error instanceof Error ? error.message : String(error)}` };
    }
  }
}

/** Findings of an earlier text in a later one: those before and behind what has changed. */
function moved({ text: before, findings }: Scanned, after: string): readonly SecretFinding[] {
  if (findings.length === 0) return findings;
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before.charCodeAt(head) === after.charCodeAt(head)) head++;
  let tail = 0;
  while (tail < most - head && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail++;
  const by = after.length - before.length;
  return findings.flatMap((finding) => {
    if (finding.end <= head) return [finding];
    return finding.start >= before.length - tail ? [{ ...finding, start: finding.start + by, end: finding.end + by }] : [];
  });
}
