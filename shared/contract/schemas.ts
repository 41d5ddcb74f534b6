import { z } from 'zod';
import { refuseRelativePath } from './relative-path.ts';

// Without this zod compiles its checks with `new Function`, which the content security policy of the window forbids.
z.config({ jitless: true });

/** The largest file that is opened as text. */
export const MAX_TEXT_BYTES = 8 * 1024 * 1024;
/** The longest text in a message: UTF-16 units never outnumber bytes, so no text that was opened is refused when it has grown a little. */
const MAX_TEXT_LENGTH = 16 * 1024 * 1024;

export const projectId = z.string().min(1).max(64).brand<'ProjectId'>();
/** Names a project that the host has open. Made by the host. */
export type ProjectId = z.infer<typeof projectId>;

export const placeId = z.string().min(1).max(64).brand<'PlaceId'>();
/** Names a folder or file on the computer of the host. Made by the host; the renderer never sees or sends an absolute path to act on. */
export type PlaceId = z.infer<typeof placeId>;

/** A path inside a project, '/' between names. */
export const relativePath = z.string().superRefine((path, context) => {
  const message = refuseRelativePath(path);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});

/** SHA-256 of a file's bytes, lower-case hexadecimal. */
export const contentHash = z.string().regex(/^[0-9a-f]{64}$/);
export const text = z.string().max(MAX_TEXT_LENGTH);
export const label = z.string().max(4096);

export const placeEntry = z.object({ place: placeId, name: z.string(), kind: z.enum(['folder', 'file']) });
export type PlaceEntry = z.infer<typeof placeEntry>;

/** A project that is open. `path` is the file that was asked for, when a file was opened. `label` is its folder as a person reads it (`~/pipelines/churn`). */
export const openedProject = z.object({
  project: projectId,
  place: placeId,
  name: z.string(),
  label: z.string(),
  path: relativePath.optional(),
});
export type OpenedProject = z.infer<typeof openedProject>;

/**
 * A file or folder of a project. `link` says that it is a symbolic link: `inside` is followed, `outside` leads out of the project and is shown but never
 * written, `broken` leads nowhere.
 */
export const projectEntry = z.object({
  path: z.string(),
  size: z.number(),
  kind: z.enum(['file', 'folder']),
  link: z.enum(['inside', 'outside', 'broken']).optional(),
});
export type ProjectEntry = z.infer<typeof projectEntry>;

/** `notice` says in a sentence what the list leaves out, when it leaves something out that the user would miss. */
export const projectListing = z.object({ entries: z.array(projectEntry), isCapped: z.boolean(), notice: z.string().optional() });
export type ProjectListing = z.infer<typeof projectListing>;

export const fileContent = z.object({ text: z.string(), hash: contentHash, readOnly: z.boolean() });
export type FileContent = z.infer<typeof fileContent>;

export const fileChange = z.object({ project: projectId, path: z.string(), kind: z.enum(['created', 'changed', 'deleted']) });
export type FileChanged = z.infer<typeof fileChange>;

/** Unsaved work of one document, kept for the case of a crash. `baseHash` is absent for a file that was never saved. */
export const journalEntry = z.object({
  path: relativePath,
  text,
  layoutText: text.optional(),
  baseHash: contentHash.optional(),
});
export type JournalEntry = z.infer<typeof journalEntry>;

/** What the host offers back. `isDiskUnchanged`: the file still is what the work started from. */
export const journalOffer = journalEntry.extend({ writtenAt: z.string(), isDiskUnchanged: z.boolean() });
export type JournalOffer = z.infer<typeof journalOffer>;

export const recentEntry = z.object({
  place: placeId,
  kind: z.enum(['folder', 'file']),
  name: z.string(),
  label: z.string(),
  openedAt: z.string(),
  isMissing: z.boolean(),
});
export type RecentEntry = z.infer<typeof recentEntry>;

export const settingValue = z.union([z.string(), z.number(), z.boolean()]);
/** Only what the user changed; `problems` are values that were not understood and stand at their defaults. */
export const settingsState = z.object({
  values: z.record(z.string(), settingValue),
  problems: z.array(z.object({ key: z.string(), message: z.string() })),
});
export type SettingsState = z.infer<typeof settingsState>;

/** A project to start from. `pipeline` is the path of its pipeline, `text` what stands in it; `components` are the component files that it brings, for its picture. */
export const template = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  pipeline: z.string(),
  text: z.string(),
  components: z.array(z.object({ path: z.string(), text: z.string() })),
});
export type Template = z.infer<typeof template>;

/** A component of the starter library: `text` is its component.yml, `path` its place in the library (`prepare/component.yml`). */
export const libraryComponent = z.object({ id: z.string(), path: z.string(), text: z.string() });
/**
 * A component of the library, seen from a project. `state`: whether its place in `components/` is free, holds the same files, or others (`other`: also with
 * no component.yml of its own, then `own` is undefined). `free`: a folder name beside it that is not taken. `reference`: its component.yml where it lies,
 * when that is inside the project.
 */
export const libraryPlace = z.object({
  state: z.enum(['free', 'same', 'other']),
  own: z.string().optional(),
  free: z.string(),
  reference: z.string().optional(),
});
export type LibraryPlace = z.infer<typeof libraryPlace>;
export type LibraryComponent = z.infer<typeof libraryComponent>;

export const gitStatus = z.object({ branch: z.string().optional(), changedLines: z.number().optional() });
export type GitStatus = z.infer<typeof gitStatus>;

export const appInfo = z.object({
  shell: z.enum(['electron', 'browser']),
  version: z.string(),
  platform: z.enum(['linux', 'mac', 'windows']),
  /** The project to show at once: named at the start, or the one that this window had open before it was reloaded. */
  openAtStart: openedProject.optional(),
});
export type AppInfo = z.infer<typeof appInfo>;

export const logEntry = z.object({ level: z.enum(['debug', 'info', 'warning', 'error']), message: z.string().max(16_384) });
