import type { HostApi } from '#shared/contract/types.ts';
import type { Session } from '#shared/document/session-types.ts';
import type { Documents } from './documents.ts';
import { isYamlPath } from './layout-path.ts';

const AT_ONCE = 6;
const MOST_FILES = 3000;
const MOST_BYTES = 512 * 1024;
const AFTER_TYPING_MS = 150;

/** Fetches the YAML files of a project for the documents: components first asked for, then the rest, a few at a time. */
export class ProjectFiles {
  readonly #host: HostApi;
  readonly #project: string;
  readonly #documents: Documents;
  readonly #arrived: () => void;
  readonly #known = new Set<string>();
  #queue: string[] = [];
  #running = 0;
  #typed: ReturnType<typeof setTimeout> | undefined;

  /** `arrived` is called after each file that a document may read. */
  constructor(host: HostApi, project: string, documents: Documents, arrived: () => void) {
    this.#host = host;
    this.#project = project;
    this.#documents = documents;
    this.#arrived = arrived;
  }

  /** The list of the project's files is there or has changed. */
  list(entries: readonly { readonly path: string; readonly size: number; readonly kind: 'file' | 'folder' }[]): void {
    const wanted = entries.filter((entry) => entry.kind === 'file' && isYamlPath(entry.path) && entry.size <= MOST_BYTES && !this.#known.has(entry.path));
    this.#queue.push(...wanted.slice(0, MOST_FILES).map((entry) => entry.path));
    this.#go();
  }

  /** A document asks for these now. */
  want(paths: readonly string[]): void {
    const fresh = paths.filter((path) => !this.#known.has(path));
    if (fresh.length === 0) return;
    this.#queue = [...fresh, ...this.#queue.filter((path) => !fresh.includes(path))];
    this.#go();
  }

  /** Fetches the component files that a pipeline names and that nobody has fetched. */
  wantComponents({ path: file, pipeline }: Session): void {
    if (!isYamlPath(file)) return;
    const named = [...pipeline.jobs.map((job) => job.component?.path), pipeline.component?.path];
    const paths = named.flatMap((path) => (path !== undefined && this.#documents.components.read(path) === 'pending' ? path : []));
    if (paths.length > 0) this.want([...new Set(paths)]);
  }

  /** The same once the typing pauses. */
  wantComponentsSoon(session: Session): void {
    clearTimeout(this.#typed);
    this.#typed = setTimeout(() => this.wantComponents(session), AFTER_TYPING_MS);
  }

  /** The file changed on disk. */
  changed(path: string): void {
    this.#known.delete(path);
    this.want([path]);
  }

  deleted(path: string): void {
    this.#known.delete(path);
    this.#documents.setFile(path, 'missing');
    this.#arrived();
  }

  #go(): void {
    while (this.#running < AT_ONCE) {
      const path = this.#queue.shift();
      if (path === undefined) return;
      if (this.#known.has(path)) continue;
      this.#known.add(path);
      this.#running++;
      void this.#fetch(path).finally(() => {
        this.#running--;
        this.#go();
      });
    }
  }

  async #fetch(path: string): Promise<void> {
    const answer = await this.#host.files.read({ project: this.#project, path });
    if (this.#documents.session(path)) return;
    this.#documents.setFile(path, answer.ok ? answer.value.text : 'missing');
    this.#arrived();
  }
}
