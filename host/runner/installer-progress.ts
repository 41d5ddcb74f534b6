/** How far a build is. */
export type BuildStep = 'resolve' | 'download' | 'install' | 'check';

const UNITS: Readonly<Record<string, number>> = { B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 };

/**
 * Reads from what uv and pip say how far they are. uv names larger packages with their sizes before it fetches them, and again when they are there: of those
 * `share` is told, 0 to 1. pip knows no more than the package at hand.
 */
export class InstallerProgress {
  readonly #tell: (step: BuildStep, share?: number) => void;
  readonly #sizes = new Map<string, number>();
  readonly #fetched = new Set<string>();
  #line = '';

  constructor(tell: (step: BuildStep, share?: number) => void) {
    this.#tell = tell;
  }

  /** Takes what was said, however it is cut. */
  take(text: string): void {
    const lines = (this.#line + text).split('\n');
    this.#line = lines.pop() ?? '';
    for (const line of lines) this.#take(line);
  }

  #take(line: string): void {
    const announced = /^\s*Downloading (\S+) \(([\d.]+)([KMG]i)?B\)/.exec(line);
    const [, name = '', size, unit = ''] = announced ?? [];
    if (announced) this.#sizes.set(name, Number(size) * (UNITS[`${unit}B`] ?? 1));
    const fetched = /^\s*Downloaded (\S+)/.exec(line)?.[1];
    if (fetched !== undefined) this.#fetched.add(fetched);
    if (/^(Prepared|Installed|Installing)\b/.test(line)) this.#tell('install');
    else if (announced || fetched !== undefined || /^\s*(Resolved|Downloading|Collecting|Building|Preparing)\b/.test(line))
      this.#tell('download', this.#share());
  }

  #share(): number | undefined {
    const sum = (names: Iterable<string>) => [...names].reduce((total, name) => total + (this.#sizes.get(name) ?? 0), 0);
    const total = sum(this.#sizes.keys());
    return total === 0 ? undefined : sum(this.#fetched) / total;
  }
}
