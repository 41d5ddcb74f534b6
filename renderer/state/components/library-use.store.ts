import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LibraryPlace } from '#shared/contract/schemas.ts';
import type { HostApi } from '#shared/contract/types.ts';
import type { Announcer } from '../window/announcer.store.ts';
import type { FrameStore } from '../window/frame.store.ts';
import type { SettingsStore } from '../window/settings.store.ts';
import type { WorkspaceStore } from '../workspace/workspace.store.ts';

/** `copy` into components/, use it where it lies, use what the project has under this name, or copy it under a free name. */
export type LibraryAnswer = 'copy' | 'reference' | 'own' | 'beside';

export interface LibraryQuestion {
  readonly component: string;
  readonly place: LibraryPlace;
}

export interface LibraryUseParts {
  readonly host: HostApi;
  readonly settings: Pick<SettingsStore, 'get' | 'set'>;
  readonly announcer: Announcer;
  readonly workspace: WorkspaceStore;
  readonly frame: FrameStore;
}

/** How components of the library come into a project: asked once, in the list of components, and remembered as a setting. */
export class LibraryUse {
  readonly store: StoreApi<{ readonly question: LibraryQuestion | undefined }> = createStore(() => ({
    question: undefined as LibraryQuestion | undefined,
  }));
  readonly #parts: LibraryUseParts;
  #answer: (answer: LibraryAnswer | undefined) => void = () => undefined;

  constructor(parts: LibraryUseParts) {
    this.#parts = parts;
  }

  /** Answers the question; undefined: nothing is added. What is answered for a free place holds from now on. */
  answer(answer: LibraryAnswer | undefined): void {
    const { settings, announcer } = this.#parts;
    if (answer === 'copy' || answer === 'reference')
      void settings.set('library.use', answer).then((failure) => failure !== undefined && announcer.announce(failure, 'error'));
    this.#answer(answer);
  }

  /** The project's path of a component of the library, after it was copied where that is wanted. Undefined: it was not wanted, or it failed and that was said. */
  async pathFor(component: string): Promise<{ readonly path: string; readonly copied: string | undefined } | undefined> {
    const { host, announcer, workspace, settings } = this.#parts;
    const project = workspace.store.getState().project?.project;
    if (project === undefined) return undefined;
    const looked = await host.library.look({ project, component });
    if (!looked.ok) {
      announcer.announce(looked.failure.message, 'error');
      return undefined;
    }
    const place = looked.value;
    if (place.state === 'same' && place.own !== undefined) return this.#known(project, place.own, undefined);
    const answer = settled(place, settings.get('library.use')) ?? (await this.#ask({ component, place }));
    if (answer === undefined) return undefined;
    if (answer === 'own') return place.own === undefined ? undefined : this.#known(project, place.own, undefined);
    if (answer === 'reference') return place.reference === undefined ? undefined : this.#known(project, place.reference, undefined);
    const copied = await host.library.addToProject({ project, component, ...(answer === 'beside' ? { as: place.free } : {}) });
    if (!copied.ok) {
      announcer.announce(copied.failure.message, 'error');
      return undefined;
    }
    return this.#known(project, copied.value.path, copied.value.path.replace(/[^/]+$/, ''));
  }

  async #known(project: string, path: string, copied: string | undefined): Promise<{ readonly path: string; readonly copied: string | undefined }> {
    const { host, workspace } = this.#parts;
    const read = await host.files.read({ project, path });
    if (read.ok) workspace.documents.setFile(path, read.value.text);
    return { path, copied };
  }

  /** One question at a time: another one takes its place. It stands in the list of components, which is opened for it. */
  async #ask(question: LibraryQuestion): Promise<LibraryAnswer | undefined> {
    this.#answer(undefined);
    this.#parts.frame.setState({ side: 'components', isSettingsOpen: false });
    const answer = new Promise<LibraryAnswer | undefined>((settle) => {
      this.#answer = settle;
    });
    this.store.setState({ question });
    const said = await answer;
    if (this.store.getState().question === question) this.store.setState({ question: undefined });
    return said;
  }
}

/** What needs no question: an earlier answer, where the place is free and it can be followed. */
function settled(place: LibraryPlace, use: 'ask' | 'copy' | 'reference'): LibraryAnswer | undefined {
  if (place.state !== 'free') return undefined;
  if (use === 'copy') return 'copy';
  return use === 'reference' && place.reference !== undefined ? 'reference' : undefined;
}

/** What is said when a job was added. */
export function addedWords(job: string, copied: string | undefined): string {
  return [`Added job ${job}.`, ...copiedWords(copied)].join(' ');
}

/** What is said of a component that was copied: its files are no part of the undo. */
export function copiedWords(copied: string | undefined): readonly string[] {
  return copied === undefined ? [] : [`Its component was copied to ${copied}, where it stays when this is undone.`];
}
