import { COMMITTED, type FileAnswer, type Wanted } from '#shared/checks/service/project-mirror.ts';
import type { HostApi } from '#shared/contract/types.ts';

const AT_ONCE = 8;

/** Answers questions about files of the project that are not open, and answers again when they change on disk. */
export class ProjectWatch {
  readonly #host: HostApi;
  readonly #project: string;
  readonly #tell: (path: string, answer: FileAnswer) => void;
  readonly #wanted = new Map<string, Wanted>();
  readonly #known = new Map<string, FileAnswer>();
  readonly #queue: string[] = [];
  #running = 0;
  #isOver = false;

  constructor(host: HostApi, project: string, tell: (path: string, answer: FileAnswer) => void) {
    this.#host = host;
    this.#project = project;
    this.#tell = tell;
  }

  want(path: string, what: Wanted): void {
    if (what === 'text' || !this.#wanted.has(path)) this.#wanted.set(path, what);
    this.#look(path);
  }

  /** The file changed on disk, or a window shut that held another text of it. */
  changed(path: string): void {
    for (const each of [path, COMMITTED + path]) if (this.#wanted.has(each)) this.#look(each);
  }

  /** Files have come or gone: what was missing may be there now. */
  listed(): void {
    for (const [path] of this.#wanted) {
      const answer = this.#known.get(path);
      if (answer === 'missing' || answer === 'folder' || answer === 'unknown') this.#look(path);
    }
  }

  dispose(): void {
    this.#isOver = true;
  }

  #look(path: string): void {
    if (!this.#queue.includes(path)) this.#queue.push(path);
    this.#go();
  }

  #go(): void {
    while (this.#running < AT_ONCE && !this.#isOver) {
      const path = this.#queue.shift();
      if (path === undefined) return;
      this.#running++;
      void this.#ask(path).then((answer) => {
        this.#running--;
        if (!this.#isOver) {
          this.#known.set(path, answer);
          this.#tell(path, answer);
        }
        this.#go();
      });
    }
  }

  async #ask(path: string): Promise<FileAnswer> {
    const place = { project: this.#project, path };
    if (path.startsWith(COMMITTED)) {
      const found = await this.#host.git.committed({ ...place, path: path.slice(COMMITTED.length) });
      return found.ok && found.value.text !== undefined ? { text: found.value.text } : 'missing';
    }
    if (this.#wanted.get(path) === 'kind') {
      const looked = await this.#host.files.look(place);
      if (!looked.ok) return 'unknown';
      return looked.value.kind === 'other' ? 'file' : looked.value.kind;
    }
    const read = await this.#host.files.read(place);
    if (read.ok) return { text: read.value.text };
    const { code } = read.failure;
    return code === 'not-found' ? 'missing' : code === 'is-folder' ? 'folder' : code === 'not-text' || code === 'too-large' ? 'file' : 'unknown';
  }
}
