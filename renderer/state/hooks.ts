import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { Result } from '#shared/base/result.ts';
import type { Session } from '#shared/document/session-types.ts';
import type { EditDefinition, Refusal } from '#shared/edits/edit.ts';
import { editById } from '#shared/edits/edits.ts';
import type { Pipeline } from '#shared/pipeline/pipeline.ts';
import type { SettingKey, Settings } from '#shared/settings/settings.ts';
import { useAppState } from './context.ts';
import type { Proposal } from './proposal.store.ts';
import type { CommandHandler, CommandRegistry } from './window/commands.store.ts';
import { DEFAULT_VIEW, type FileView, type FrameState } from './window/frame.store.ts';
import { EMPTY_SELECTION, type Selection } from './window/selection.store.ts';
import type { ThemeName } from './window/theme.store.ts';
import { isPipelineKind, isYamlPath } from './workspace/layout-path.ts';
import type { WorkspaceStore } from './workspace/workspace.store.ts';
import type { WorkspaceState } from './workspace/workspace-state.ts';

/** The project, its tabs, and what can be done with them. Give a selector to re-render only when its value changes. */
export function useWorkspace(): WorkspaceStore {
  return useAppState().workspace;
}

/** A value of the workspace; re-renders when it changes. */
export function useWorkspaceValue<T>(selector: (state: WorkspaceState) => T): T {
  return useStore(useAppState().workspace.store, selector);
}

const DocumentPath = createContext<string | undefined>(undefined);

/** Panes below it look at this document in place of the active one: the graph stays while a component file is edited beside it. */
export const DocumentPathProvider = DocumentPath.Provider;

/** The document that this pane looks at. */
export function useDocumentPath(): string | undefined {
  const own = useContext(DocumentPath);
  const active = useWorkspaceValue((state) => state.active);
  return own ?? active;
}

/** The document that this pane looks at: in the text pane the active one, in the graph the pipeline that is drawn. */
export function useSession(): Session | undefined {
  const workspace = useWorkspace();
  const own = useContext(DocumentPath);
  return useStore(workspace.store, (state) => workspace.session(own ?? state.active));
}

/** A value of the active document; re-renders when the value changes. The selector runs once per change of the document or of a file it reads. */
export function useSessionValue<T>(selector: (session: Session) => T): T | undefined {
  const workspace = useWorkspace();
  const own = useContext(DocumentPath);
  const cache = useRef<{ session: Session; version: number; selector: unknown; value: T } | undefined>(undefined);
  const getSnapshot = (): T | undefined => {
    const { active, version } = workspace.store.getState();
    const session = workspace.session(own ?? active);
    if (!session) return undefined;
    const before = cache.current;
    if (before && before.session === session && before.version === version && before.selector === selector) return before.value;
    const value = selector(session);
    const kept = before && Object.is(before.value, value) ? before.value : value;
    cache.current = { session, version, selector, value: kept };
    return kept;
  };
  const subscribe = useCallback((listener: () => void) => workspace.store.subscribe(listener), [workspace]);
  return useSyncExternalStore(subscribe, getSnapshot);
}

/** What the canvas shows of a document, and what its text is like now. */
export interface PipelineView {
  readonly path: string;
  readonly pipeline: Pipeline;
  readonly state: 'valid' | 'problems' | 'unreadable';
  /** While unreadable: when the shown pipeline stopped being the present one, ms since epoch. */
  readonly since: number | undefined;
}

/** The pipeline to draw: the present one, or the last good one while the text cannot be read. Undefined for anything that is no pipeline. */
export function usePipelineView(): PipelineView | undefined {
  const last = useRef<PipelineView | undefined>(undefined);
  return useSessionValue(
    useCallback((session: Session) => {
      const next = pipelineViewOf(session);
      const before = last.current;
      if (before && next && before.pipeline === next.pipeline && before.state === next.state && before.since === next.since && before.path === next.path)
        return before;
      last.current = next;
      return next;
    }, []),
  );
}

/** The same outside React. */
export function pipelineViewOf(session: Session): PipelineView | undefined {
  if (!isYamlPath(session.path)) return undefined;
  const { pipeline, lastGood, path } = session;
  if (session.doc.readable) {
    if (!isPipelineKind(pipeline.document)) return undefined;
    return { path, pipeline, state: session.doc.problems.length > 0 ? 'problems' : 'valid', since: undefined };
  }
  const shown = lastGood.since === undefined && !isPipelineKind(lastGood.pipeline.document) ? pipeline : lastGood.pipeline;
  if (!isPipelineKind(shown.document)) return undefined;
  return { path, pipeline: shown, state: 'unreadable', since: lastGood.since };
}

/** What is selected in the pipeline that is drawn; `useAppState().selection` selects. */
export function useSelection(): Selection {
  const { selection } = useAppState();
  return useStore(selection.store, (state) => (state.active === undefined ? undefined : state.byPath[state.active]) ?? EMPTY_SELECTION);
}

/** The commands; re-renders when handlers come or go. */
export function useCommands(): CommandRegistry {
  const { commands } = useAppState();
  useStore(commands.store, (state) => state.revision);
  return commands;
}

/** Registers handlers for as long as the component is there. The handlers may close over fresh props: the latest are used. */
export function useCommandHandlers(handlers: Readonly<Record<string, CommandHandler>>): void {
  const { commands } = useAppState();
  const latest = useRef(handlers);
  latest.current = handlers;
  const ids = Object.keys(handlers).sort().join(' ');
  useEffect(() => {
    const registered = (ids === '' ? [] : ids.split(' ')).map((id) =>
      commands.register(id, {
        run: (args) => latest.current[id]?.run(args),
        isEnabled: () => {
          const handler = latest.current[id];
          return handler !== undefined && (handler.isEnabled?.() ?? true);
        },
        isChecked: () => latest.current[id]?.isChecked?.() ?? false,
      }),
    );
    return () => {
      for (const each of registered) each.dispose();
    };
  }, [commands, ids]);
}

export interface Editor {
  /** Applies an edit to the active document; says what happened, opens the other files that it changed. */
  apply<Args>(edit: EditDefinition<Args>, args: Args): Result<void, Refusal>;
  /** The same for an edit by its id; arguments are checked against its schema. */
  applyById(id: string, args: unknown): Result<void, Refusal>;
  refuseById(id: string, args: unknown): Refusal | undefined;
  /** The same answer without doing it; also while there is no document. */
  refuse<Args>(edit: EditDefinition<Args>, args: Args): Refusal | undefined;
  /** Several edits as one step of undo. */
  group<T>(label: string, run: () => Result<T, Refusal>): Result<T, Refusal>;
}

/** Changes the document of this pane through its edits. */
export function useEdit(): Editor {
  const { workspace, announcer } = useAppState();
  const own = useContext(DocumentPath);
  return useMemo(() => createEditor(workspace, announcer, () => workspace.session(own)), [workspace, announcer, own]);
}

/** The same outside React. */
export function createEditor(
  workspace: WorkspaceStore,
  announcer: { announce(text: string, kind?: 'quiet' | 'note' | 'refusal'): void },
  current: () => Session | undefined,
): Editor {
  const missing: Refusal = { reason: 'not-a-pipeline', message: 'No document is open.' };
  const byId = (id: string, args: unknown): Result<EditDefinition, Refusal> => {
    const edit = editById(id);
    if (!edit) return { ok: false, failure: { reason: 'unknown-edit', message: `There is no edit ${id}.` } };
    const parsed = edit.args.safeParse(args);
    return parsed.success
      ? { ok: true, value: edit }
      : { ok: false, failure: { reason: 'bad-arguments', message: `${edit.summary}: ${parsed.error.issues[0]?.message ?? 'wrong arguments'}` } };
  };
  const editor: Editor = {
    applyById(id, args) {
      const edit = byId(id, args);
      if (edit.ok) return editor.apply(edit.value, args);
      announcer.announce(edit.failure.message, 'refusal');
      return edit;
    },
    refuseById(id, args) {
      const edit = byId(id, args);
      return edit.ok ? editor.refuse(edit.value, args) : edit.failure;
    },
    apply(edit, args) {
      const session = current();
      if (!session) return { ok: false, failure: missing };
      const answer = session.apply(edit, args);
      if (!answer.ok) {
        announcer.announce(answer.failure.message, 'refusal');
        return answer;
      }
      // What could not be kept is shown as well: one live region holds one sentence, so both are said together.
      const notes = answer.value.notes ?? [];
      announcer.announce([`${edit.label(args)}.`, ...notes].join(' '), notes.length > 0 ? 'note' : 'quiet');
      void workspace.showChangedFiles(answer.value.files);
      return { ok: true, value: undefined };
    },
    refuse: (edit, args) => {
      const session = current();
      return session ? session.refuse(edit, args) : missing;
    },
    group(label, run) {
      const session = current();
      if (!session) return { ok: false, failure: missing };
      const answer = session.group(label, run);
      if (answer.ok) announcer.announce(`${label}.`);
      else announcer.announce(answer.failure.message, 'refusal');
      return answer;
    },
  };
  return editor;
}

/** What a gesture would write. `useAppState().proposal.setState({ proposal })` shows one. */
export function useProposal(): Proposal | undefined {
  return useStore(useAppState().proposal, (state) => state.proposal);
}

export function useSetting<K extends SettingKey>(key: K): Settings[K] {
  return useStore(useAppState().settings.store, (state) => state.all[key]);
}

export function useTheme(): { readonly theme: ThemeName; readonly motion: boolean } {
  return useStore(useAppState().theme);
}

export function useFrameValue<T>(selector: (state: FrameState) => T): T {
  return useStore(useAppState().frame, selector);
}

/** How the pipeline (or the active file) is looked at: text, graph or both. */
export function useFileView(): FileView {
  const active = useWorkspaceValue((state) => state.graph ?? state.active);
  return useFrameValue((state) => (active === undefined ? undefined : state.views[active]) ?? DEFAULT_VIEW);
}
