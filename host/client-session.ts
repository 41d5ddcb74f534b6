import { committedText, gitStatus } from '#host/git/git-status.ts';
import { addLibraryComponent, listLibrary } from '#host/library/library.ts';
import { lookAtLibraryComponent } from '#host/library/library-place.ts';
import { askSdk } from '#host/runner/ask-sdk.ts';
import { copyTemplate, listTemplates } from '#host/templates/templates.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';
import type { AppInfo, OpenedProject } from '#shared/contract/schemas.ts';
import type { AnswerOf, EventName, Failure, HandlerResult, PayloadOf, RequestName } from '#shared/contract/types.ts';
import { sdkPythonSetting } from '#shared/settings/settings.ts';
import { bareShell } from './bare-shell.ts';
import { dispatch } from './dispatch.ts';
import { listProject } from './files/list-project.ts';
import { lookInside } from './files/look-inside.ts';
import { labelOf } from './files/places.ts';
import type { Project } from './files/projects.ts';
import { readText } from './files/read-text.ts';
import { removeText } from './files/remove-text.ts';
import { resolveInside } from './files/resolve-inside.ts';
import { type Announce, createText, type Saved, saveText } from './files/save-text.ts';
import type { Handlers, HostClient, ShellHandlers } from './handlers.ts';
import type { HostServices } from './host.ts';
import { makeInsightHandlers } from './runs/insight-handlers.ts';
import { makeLogHandlers } from './runs/log-handlers.ts';
import { makeOutputHandlers } from './runs/output-handlers.ts';
import { makeRunHandlers } from './runs/run-handlers.ts';
import { refuseFolderName } from './templates/templates.ts';

/** What a shell hands in for one of its windows or tabs. */
export interface ClientParts {
  /** Carries events to it. */
  readonly send: (name: EventName, payload: unknown) => void;
  /** What it shows first. */
  readonly startPath?: string;
  readonly shell?: ShellHandlers;
  /** Shows a file in the system's file manager, where there is one. */
  readonly showInFolder?: (path: string) => void;
}

/** One window or tab: its requests, and the project that it shows. */
export class ClientSession implements HostClient {
  readonly #services: HostServices;
  readonly #send: (name: EventName, payload: unknown) => void;
  readonly #handlers: Handlers;
  readonly #onDispose: () => void;
  readonly #showInFolder: ((path: string) => void) | undefined;
  readonly #opened: OpenedProject[] = [];
  #startPath: string | undefined;

  constructor(services: HostServices, parts: ClientParts, onDispose: () => void) {
    this.#services = services;
    this.#send = parts.send;
    this.#startPath = parts.startPath;
    this.#onDispose = onDispose;
    this.#showInFolder = parts.showInFolder;
    this.#handlers = { ...this.#makeHandlers(), ...bareShell, ...parts.shell };
  }

  handle<M extends RequestName>(name: M, args: unknown): Promise<AnswerOf<M>>;
  handle(name: string, args: unknown): Promise<unknown> {
    return dispatch(this.#handlers, name, args, this.#services.options.log);
  }

  tell<E extends EventName>(name: E, payload: PayloadOf<E>): void {
    this.#send(name, payload);
  }

  openPath(path: string): void {
    this.tell('app.openRequested', { place: this.#services.places.idOf(path) });
  }

  dispose(): void {
    for (const opened of this.#opened.splice(0)) this.#services.projects.close(opened.project);
    this.#onDispose();
  }

  #makeHandlers(): Omit<Handlers, keyof typeof bareShell> {
    const { options, places, projects, journal, recent, settings, viewState } = this.#services;
    return {
      'app.info': async () => ok(await this.#info()),
      'places.list': ({ place }) => places.list(place),
      'places.find': ({ typed }) => places.find(typed),
      'project.open': async ({ place }) => {
        const path = places.pathOf(place);
        return path.ok ? this.#open(path.value) : path;
      },
      'project.close': async ({ project }) => {
        const index = this.#opened.findIndex((opened) => opened.project === project);
        if (index >= 0) this.#opened.splice(index, 1);
        if (index >= 0) projects.close(project);
        return ok({});
      },
      'project.files': ({ project }) => this.#inProject(project, ({ root }) => listProject(root)),
      'project.createFromTemplate': async ({ template, parent, name }) => {
        const folder = places.pathOf(parent);
        if (!folder.ok) return folder;
        const wrong = refuseFolderName(name);
        if (wrong !== undefined) return fail({ code: 'bad-name', message: wrong });
        const copied = await copyTemplate(options.appRoot, template, folder.value, name);
        return copied.ok ? this.#open(copied.value) : copied;
      },
      'files.read': ({ project, path }) => this.#inProject(project, ({ root }) => readText(root, path)),
      'files.look': ({ project, path }) => this.#inProject(project, ({ root }) => lookInside(root, path)),
      'files.save': ({ project, path, text, expectedHash }) =>
        this.#writing(project, ({ root }, announce) => saveText(root, path, text, expectedHash, announce)),
      'files.create': ({ project, path, text }) => this.#writing(project, ({ root }, announce) => createText(root, path, text, announce)),
      'files.remove': ({ project, path, expectedHash }) => this.#inProject(project, ({ root }) => removeText(root, path, expectedHash)),
      'journal.write': ({ project, entry }) => this.#inProject(project, async ({ root }) => done(await journal.write(root, entry))),
      'journal.clear': ({ project, path }) =>
        this.#inProject(project, async ({ root }) => {
          await journal.clear(root, path);
          return ok({});
        }),
      'journal.list': ({ project }) => this.#inProject(project, async ({ root }) => ok({ entries: await journal.list(root) })),
      'recent.list': async () =>
        ok({
          entries: (await recent.list()).map(({ path, ...entry }) => ({
            ...entry,
            place: places.idOf(path),
            name: path.split(/[/\\]/).pop() ?? path,
            label: labelOf(path),
          })),
        }),
      'recent.forget': async ({ place }) => {
        const path = places.pathOf(place);
        if (path.ok) await recent.forget(path.value);
        return ok({});
      },
      'settings.read': async () => ok(await settings.read()),
      'settings.write': ({ key, value }) => settings.write(key, value),
      'viewState.read': ({ project, path }) => this.#inProject(project, async ({ root }) => ok({ state: await viewState.read(root, path) })),
      'viewState.write': ({ project, path, state }) => this.#inProject(project, async ({ root }) => done(await viewState.write(root, path, state))),
      'templates.list': async () => ok({ templates: await listTemplates(options.appRoot) }),
      'library.list': async () => ok({ components: await listLibrary(options.appRoot) }),
      'library.look': ({ project, component }) => this.#inProject(project, ({ root }) => lookAtLibraryComponent(options.appRoot, root, component)),
      'library.addToProject': ({ project, component, as }) => this.#inProject(project, ({ root }) => addLibraryComponent(options.appRoot, root, component, as)),
      'checks.askSdk': ({ project, path, kind }) => this.#inProject(project, ({ root }) => this.#askSdk(root, path, kind)),
      'git.committed': ({ project, path }) =>
        this.#inProject(project, async ({ root }) => {
          const text = await committedText(root, path);
          return ok(text === undefined ? {} : { text });
        }),
      'git.status': ({ project }) => this.#inProject(project, async ({ root }) => ok(await gitStatus(root))),
      ...makeRunHandlers(this.#services),
      ...makeInsightHandlers(this.#services),
      ...makeOutputHandlers(this.#services, this.#showInFolder),
      ...makeLogHandlers(this.#services),
      'log.write': async ({ level, message }) => {
        options.log(`${level}: ${message}`);
        return ok({});
      },
    };
  }

  /** The Python comes from the settings of this computer, never from the project or the window. */
  async #askSdk(root: string, path: string, kind: string): Promise<HandlerResult<'checks.askSdk'>> {
    const { options, settings } = this.#services;
    const at = await resolveInside(root, path);
    if (!at.ok) return at;
    const python = (await settings.read()).values[sdkPythonSetting.key];
    if (typeof python !== 'string' || python === '') return fail({ code: 'cannot-ask', message: 'Name a Python that has azure-ai-ml in the settings first.' });
    const asked = await askSdk({ appRoot: options.appRoot, python, file: at.value.real, kind });
    return asked.ok ? asked : fail({ code: 'cannot-ask', message: asked.failure });
  }

  async #info(): Promise<AppInfo> {
    const { options } = this.#services;
    // A window that was reloaded asks again: it gets what it had open last.
    const last = this.#opened.at(-1);
    const start = last === undefined && this.#startPath !== undefined ? await this.#open(this.#startPath) : undefined;
    if (start?.ok === false) options.log(`warning: ${start.failure.message}`);
    this.#startPath = undefined;
    const platform = process.platform === 'darwin' ? 'mac' : process.platform === 'win32' ? 'windows' : 'linux';
    return { shell: options.shell, version: options.version, platform, openAtStart: last ?? (start?.ok === true ? start.value : undefined) };
  }

  async #open(path: string): Promise<Result<OpenedProject, Failure<'not-found' | 'not-readable'>>> {
    const opened = await this.#services.projects.open(path);
    if (!opened.ok) return opened;
    this.#opened.push(opened.value);
    await this.#services.recent.add(path, opened.value.path === undefined ? 'folder' : 'file');
    return opened;
  }

  async #inProject<T, F>(id: string, run: (project: Project) => Promise<Result<T, F>>): Promise<Result<T, F | Failure<'no-such-project'>>> {
    const project = this.#services.projects.get(id);
    return project.ok ? run(project.value) : project;
  }

  /** Runs a save; what is about to be written is announced, so that it does not come back as somebody else's change. */
  #writing<F>(id: string, run: (project: Project, announce: Announce) => Promise<Result<Saved, F>>): Promise<Result<Saved, F | Failure<'no-such-project'>>> {
    return this.#inProject(id, (project) => run(project, (real, hash) => this.#services.projects.expectChange(project, real, hash)));
  }
}

function done<F>(result: Result<void, F>): Result<Record<string, never>, F> {
  return result.ok ? ok({}) : result;
}
