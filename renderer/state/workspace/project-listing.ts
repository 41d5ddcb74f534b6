import type { GitStatus, ProjectEntry } from '#shared/contract/schemas.ts';
import type { HostApi } from '#shared/contract/types.ts';
import type { Announcer } from '../window/announcer.store.ts';
import type { ProjectFiles } from './project-files.ts';

const LIST_AFTER_MS = 250;
const GIT_AFTER_MS = 400;

export interface ListingParts {
  /** The open project. */
  readonly project: () => string | undefined;
  readonly showList: (entries: readonly ProjectEntry[], notice: string | undefined) => void;
  readonly showGit: (git: GitStatus) => void;
  readonly host: HostApi;
  readonly announcer: Announcer;
  /** Who reads component files of the open project, and wants to know which there are. */
  readonly others: () => ProjectFiles | undefined;
}

/** Keeps the list of the project's files and the state of its repository up to date; several wishes in a row are one. */
export class ProjectListing {
  readonly #parts: ListingParts;
  #listTimer: ReturnType<typeof setTimeout> | undefined;
  #gitTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: ListingParts) {
    this.#parts = parts;
  }

  /** Lists the files anew. */
  async refresh(): Promise<void> {
    const { host, announcer, others, showList } = this.#parts;
    const project = this.#parts.project();
    if (!project) return;
    const answer = await host.project.files({ project });
    if (!answer.ok) {
      announcer.announce(answer.failure.message, 'error');
      return;
    }
    if (this.#parts.project() !== project) return;
    showList(answer.value.entries, answer.value.notice);
    others()?.list(answer.value.entries);
  }

  refreshSoon(): void {
    if (this.#listTimer !== undefined) clearTimeout(this.#listTimer);
    this.#listTimer = setTimeout(() => void this.refresh(), LIST_AFTER_MS);
  }

  /** Asks for branch and changes anew. */
  async refreshGit(): Promise<void> {
    const { host, showGit } = this.#parts;
    const project = this.#parts.project();
    if (!project) return;
    const answer = await host.git.status({ project });
    if (answer.ok && this.#parts.project() === project) showGit(answer.value);
  }

  refreshGitSoon(): void {
    if (this.#gitTimer !== undefined) clearTimeout(this.#gitTimer);
    this.#gitTimer = setTimeout(() => void this.refreshGit(), GIT_AFTER_MS);
  }
}
