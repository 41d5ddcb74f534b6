import { z } from 'zod';
import { defineContract, event, request } from './define.ts';
import { runInsightContract } from './run-insight.contract.ts';
import { runLogsContract } from './run-logs.contract.ts';
import { runOutputsContract } from './run-outputs.contract.ts';
import { runsContract } from './runs.contract.ts';
import * as s from './schemas.ts';

const nothing = z.object({}).strict();
const done = z.object({});
const place = { place: s.placeId };
const project = { project: s.projectId };
const file = { ...project, path: s.relativePath };

/** What stops any file from being reached. */
const REACH = ['no-such-project', 'not-found', 'outside-project', 'not-readable'] as const;
/** What stops a file from being written. Each comes with a sentence that says what to do. */
const WRITE = ['no-such-project', 'outside-project', 'not-writable', 'disk-full', 'folder-missing', 'is-folder', 'not-text'] as const;
const OPEN = ['not-found', 'not-readable', 'no-such-place'] as const;

/** All that a renderer may ask of a host, and all that a host tells it: the same over Electron's IPC and over a socket. */
export const contract = defineContract({
  'app.info': request({ args: nothing, result: s.appInfo }),

  /** Folders and files to choose from; without a place: the home folder. */
  'places.list': request({
    args: z.object({ place: s.placeId.optional() }),
    result: z.object({ place: s.placeId, label: z.string(), parent: s.placeId.optional(), entries: z.array(s.placeEntry), notice: z.string().optional() }),
    failures: OPEN,
  }),
  /** The system's own dialog; `no-dialog` where the shell has none (browser): use `places.list` instead. */
  'places.pick': request({
    args: z.object({ what: z.enum(['folder', 'file', 'save']), suggestedName: z.string().max(255).optional() }),
    result: z.object({ place: s.placeId.optional(), cancelled: z.boolean() }),
    failures: ['no-dialog'],
  }),
  /** A path that the user typed into the folder picker of the browser shell. `~` is the home folder. */
  'places.find': request({ args: z.object({ typed: s.label }), result: s.placeEntry, failures: OPEN }),

  'project.open': request({ args: z.object(place), result: s.openedProject, failures: OPEN }),
  'project.close': request({ args: z.object(project), result: done }),
  'project.files': request({ args: z.object(project), result: s.projectListing, failures: REACH }),
  'project.createFromTemplate': request({
    args: z.object({ template: z.string().max(128), parent: s.placeId, name: z.string().min(1).max(128) }),
    result: s.openedProject,
    failures: [...OPEN, ...WRITE, 'already-exists', 'no-such-template', 'bad-name'],
  }),

  'files.read': request({ args: z.object(file), result: s.fileContent, failures: [...REACH, 'not-text', 'too-large', 'is-folder'] }),
  /** What is at a path, without reading it; `missing` is an answer here. */
  'files.look': request({
    args: z.object(file),
    result: z.object({ kind: z.enum(['file', 'folder', 'other', 'missing']) }),
    failures: ['no-such-project', 'outside-project', 'not-readable'],
  }),
  /** With `expectedHash` the file must still be that; without, whatever is there is replaced. `changed-on-disk` carries the present hash in `details.hash`, if the file exists. */
  'files.save': request({
    args: z.object({ ...file, text: s.text, expectedHash: s.contentHash.optional() }),
    result: z.object({ hash: s.contentHash }),
    failures: [...WRITE, 'changed-on-disk'],
  }),
  /** Writes a file that must not exist yet; missing folders of the project are made. */
  'files.create': request({
    args: z.object({ ...file, text: s.text }),
    result: z.object({ hash: s.contentHash }),
    failures: [...WRITE, 'already-exists'],
  }),
  /** Deletes a file that still is what was written last, when undo has taken back the edit that made it. Nothing to do when it is gone. */
  'files.remove': request({
    args: z.object({ ...file, expectedHash: s.contentHash }),
    result: done,
    failures: [...WRITE, 'changed-on-disk'],
  }),
  'files.changed': event({ payload: s.fileChange }),
  /** So much changed at once that the list should be read anew. */
  'files.listChanged': event({ payload: z.object(project) }),

  'journal.write': request({ args: z.object({ ...project, entry: s.journalEntry }), result: done, failures: ['no-such-project', 'disk-full', 'not-writable'] }),
  'journal.clear': request({ args: z.object(file), result: done, failures: ['no-such-project'] }),
  'journal.list': request({ args: z.object(project), result: z.object({ entries: z.array(s.journalOffer) }), failures: ['no-such-project'] }),

  'recent.list': request({ args: nothing, result: z.object({ entries: z.array(s.recentEntry) }) }),
  'recent.forget': request({ args: z.object(place), result: done }),

  'settings.read': request({ args: nothing, result: s.settingsState }),
  /** One setting; `value: null` puts it back to its default. */
  'settings.write': request({
    args: z.object({ key: z.string().max(128), value: s.settingValue.nullable() }),
    result: s.settingsState,
    failures: ['unknown-setting', 'bad-value', 'not-writable', 'disk-full'],
  }),
  'settings.changed': event({ payload: s.settingsState }),

  /** Zoom, pane sizes, folded jobs, …: whatever the renderer wants to find again for this file. Kept in the profile, not in the project. */
  'viewState.read': request({ args: z.object(file), result: z.object({ state: z.unknown() }), failures: ['no-such-project'] }),
  'viewState.write': request({ args: z.object({ ...file, state: z.json() }), result: done, failures: ['no-such-project', 'not-writable', 'disk-full'] }),

  'templates.list': request({ args: nothing, result: z.object({ templates: z.array(s.template) }) }),
  'library.list': request({ args: nothing, result: z.object({ components: z.array(s.libraryComponent) }) }),
  /** What adding a component of the starter library to the project would meet there. */
  'library.look': request({
    args: z.object({ ...project, component: z.string().max(128) }),
    result: s.libraryPlace,
    failures: [...WRITE, 'no-such-component'],
  }),
  /**
   * Copies a component of the starter library into the project's `components/`, under its own name or that of the folder `as`; answers with the path of its
   * component.yml. What is there already is left as it is.
   */
  'library.addToProject': request({
    args: z.object({
      ...project,
      component: z.string().max(128),
      as: z
        .string()
        .max(128)
        .regex(/^\w[\w-]*$/)
        .optional(),
    }),
    result: z.object({ path: z.string(), isNew: z.boolean() }),
    failures: [...WRITE, 'no-such-component'],
  }),

  /** What the azure-ai-ml of the Python in the setting `checks.sdkPython` says about a saved file. Takes seconds; asks no workspace. */
  'checks.askSdk': request({
    args: z.object({ ...file, kind: z.string().max(64) }),
    result: z.object({ version: z.string(), outcome: z.enum(['accepted', 'rejected', 'not-loaded']), dump: z.string() }),
    failures: [...REACH, 'cannot-ask'],
  }),

  /** A file as of the last commit. */
  'git.committed': request({
    args: z.object(file),
    result: z.object({ text: z.string().optional() }),
    failures: ['no-such-project'],
  }),
  'git.status': request({ args: z.object(project), result: s.gitStatus, failures: ['no-such-project'] }),

  ...runsContract,
  ...runOutputsContract,
  ...runInsightContract,
  ...runLogsContract,

  'menu.update': request({
    args: z.object({ enabled: z.record(z.string().max(128), z.boolean()), checked: z.record(z.string().max(128), z.boolean()) }),
    result: done,
  }),
  /** Shows the native menu at a point of the window (Electron without a menu bar); `no-menu` where the shell has none: use the palette. */
  'menu.popup': request({ args: z.object({ x: z.number(), y: z.number() }), result: done, failures: ['no-menu'] }),
  'menu.chosen': event({ payload: z.object({ command: z.string() }) }),
  /** Another start of the app, a file association or a drop onto the window asks for this to be opened. */
  'app.openRequested': event({ payload: z.object(place) }),

  'window.minimize': request({ args: nothing, result: done }),
  'window.toggleMaximize': request({ args: nothing, result: z.object({ isMaximized: z.boolean() }) }),
  /** Closes the window without asking again: the renderer has dealt with unsaved work. */
  'window.close': request({ args: nothing, result: done }),
  'window.setTitle': request({ args: z.object({ title: s.label, isEdited: z.boolean().optional() }), result: done }),
  /** A notification of the system, and the command that a click on it asks for; `no-notifications` where the shell has none (browser): the page may show its own. */
  'window.notify': request({ args: z.object({ title: s.label, body: s.label, command: s.label.optional() }), result: done, failures: ['no-notifications'] }),
  /** Opens a page of this computer (MLflow) in the user's browser; `no-browser` where the shell has none to open: the page opens it itself. */
  'window.openLocal': request({
    args: z.object({ url: z.string().regex(/^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?(\/|$)/) }),
    result: done,
    failures: ['no-browser'],
  }),
  'window.state': event({ payload: z.object({ isMaximized: z.boolean(), isFullScreen: z.boolean(), isFocused: z.boolean() }) }),
  /** The user wants the window shut, or the whole app; the renderer answers with `window.close` when it may. */
  'window.closeRequested': event({ payload: z.object({ isQuitting: z.boolean() }) }),

  'clipboard.read': request({ args: nothing, result: z.object({ text: z.string() }), failures: ['no-clipboard'] }),
  'clipboard.write': request({ args: z.object({ text: s.text }), result: done, failures: ['no-clipboard'] }),

  'log.write': request({ args: s.logEntry, result: done }),
});
