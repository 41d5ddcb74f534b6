import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { useAppState } from '#renderer/state/context.ts';
import { useSessionValue } from '#renderer/state/hooks.ts';
import { keyOfPreview, type PreviewTab } from '#renderer/state/runs/previews.store.ts';
import { useRunsValue } from '#renderer/state/runs/run-hooks.ts';
import type { Session } from '#shared/document/session-types.ts';
import type { OutputLook } from '#shared/runs/output-look.ts';
import { FileTree } from './file-tree.tsx';
import { ImageView, type ShownImage } from './image-view.tsx';
import { ModelBody } from './model-body.tsx';
import { NumbersBody } from './numbers-body.tsx';
import { PreviewBar } from './preview-bar.tsx';
import styles from './preview-pane.module.css';
import { readingGateOf } from './reading-rules.ts';
import { TableView } from './table-view.tsx';
import { partText, shapeText, sizeText } from './table-view-model.ts';
import { TextView } from './text-view.tsx';
import { useLook, useRunsWith } from './use-look.ts';

/** What a job wrote, in place of the text. */
export function PreviewPane() {
  const { previews } = useAppState();
  const tab = useStore(previews.store, (state) => state.tabs.find((each) => keyOfPreview(each) === state.active));
  return tab ? <Preview key={keyOfPreview(tab)} tab={tab} /> : null;
}

/** How a tab is looked at, beyond what it is about. */
export interface PreviewView {
  /** A column that is looked for. */
  readonly wanted: string;
  /** Beside the run before. */
  readonly isBeside: boolean;
  /** Of a picture; undefined: it fits. */
  readonly scale: number | undefined;
  /** Numbers as the file has them. */
  readonly isRaw: boolean;
  readonly size: string;
}

function Preview({ tab }: { readonly tab: PreviewTab }) {
  const { previews, workspace } = useAppState();
  const key = keyOfPreview(tab);
  const [view, setView] = useState<PreviewView>({ wanted: '', isBeside: false, scale: undefined, isRaw: false, size: '' });
  const change = useCallback((next: Partial<PreviewView>) => setView((before) => ({ ...before, ...next })), []);
  const looked = useLook(tab.run, tab.output, tab.file);
  // What was there stays until the answer for another file or run is there.
  const [look, setLook] = useState<OutputLook | undefined>(undefined);
  useEffect(() => {
    if (typeof looked !== 'object') return;
    setLook(looked);
    previews.change(key, { kind: looked.preview.kind });
  }, [looked, previews, key]);
  useFocusOnOpen(look !== undefined);
  const runs = useRunsWith(tab.path, tab.output);
  const at = runs.findIndex((each) => each.run === tab.run);
  const before = at < 0 ? undefined : runs.slice(at + 1).find((each) => each.hash !== runs[at]?.hash);
  const other = useLook(view.isBeside ? before?.run : undefined, tab.output, look?.shown);
  const name = tab.output.slice(tab.output.lastIndexOf('.') + 1);
  const isTree = look?.isFolder === true && (look.files.length > 1 || look.preview.kind === 'model') && look.preview.kind !== 'table';
  if (typeof looked === 'string')
    return (
      <div className={styles.pane}>
        <p className={styles.other}>{looked}</p>
      </div>
    );
  if (!look) return <div className={styles.pane} />;
  return (
    <section className={styles.pane} aria-label={`Preview of ${tab.output}`}>
      <PreviewBar
        tab={tab}
        look={look}
        runs={runs}
        before={before}
        view={view}
        onView={change}
        onRun={(run) => previews.change(key, { run })}
        onFile={(file) => previews.change(key, { file })}
      />
      <div className={styles.body}>
        {isTree ? (
          <FileTree
            look={look}
            name={name}
            hasWhole={look.files.some((file) => /(^|\/)MLmodel$/.test(file.path))}
            onPick={(file) => previews.change(key, { file })}
          />
        ) : null}
        <div className={styles.main} data-preview-body>
          <Content
            tab={tab}
            look={look}
            other={view.isBeside && before && typeof other === 'object' ? { name: `Run ${before.number}`, result: before.result, look: other } : undefined}
            number={runs[at]?.number}
            view={view}
            onView={change}
            session={workspace.session(tab.path)}
          />
        </div>
      </div>
    </section>
  );
}

/** What the keys have gone to already: going from tab to tab leaves them where they are. */
const answered = new WeakMap<object, number>();

/** The keys go to what a user has opened, once it is there. */
function useFocusOnOpen(isThere: boolean): void {
  const { previews } = useAppState();
  const opened = useStore(previews.store, (state) => state.opened);
  useEffect(() => {
    if (!isThere || answered.get(previews) === opened) return;
    answered.set(previews, opened);
    // Behind the peek, which gives the focus back to the graph when it closes.
    const timer = setTimeout(() => document.querySelector<HTMLElement>('[data-preview-body] [tabindex="0"]')?.focus({ preventScroll: true }), 60);
    return () => clearTimeout(timer);
  }, [previews, opened, isThere]);
}

interface ContentProps {
  readonly tab: PreviewTab;
  readonly look: OutputLook;
  readonly other: { readonly name: string; readonly result: string; readonly look: OutputLook } | undefined;
  readonly number: number | undefined;
  readonly view: PreviewView;
  readonly onView: (change: Partial<PreviewView>) => void;
  readonly session: Session | undefined;
}

function Content({ tab, look, other, number, view, onView, session }: ContentProps) {
  const verdicts = useRunsValue((state) => (state.shown[tab.path]?.run === tab.run ? state.shown[tab.path]?.verdicts : undefined));
  const result = useRunsValue((state) => state.list?.find((each) => each.run === tab.run)?.result);
  const pipeline = useSessionValue(useCallback((each: Session) => each.pipeline, [])) ?? session?.pipeline;
  const end = endOfOutput(tab.output);
  const gate = useMemo(() => pipeline && readingGateOf(pipeline, tab.path, end, verdicts ?? {}), [pipeline, tab.path, end, verdicts]);
  const { preview } = look;
  const label = look.shown ?? tab.output;
  switch (preview.kind) {
    case 'table':
      return (
        <>
          <TableView table={preview} label={`Table ${label}`} wanted={view.wanted} />
          <p className={styles.foot}>
            <span>{shapeText(preview)}</span>
            {partText(preview) === undefined ? null : <span>{partText(preview)}</span>}
            {preview.notice === undefined ? null : <span>{preview.notice}</span>}
          </p>
        </>
      );
    case 'image': {
      const own: ShownImage = { title: number === undefined ? label : `run ${number}`, note: wordOf(result), image: preview };
      const second = other?.look.preview.kind === 'image' ? [{ title: other.name.toLowerCase(), note: wordOf(other.result), image: other.look.preview }] : [];
      return <ImageView images={[own, ...second]} scale={view.scale} onSize={(size) => onView({ size })} />;
    }
    case 'model':
      return <ModelBody tab={tab} model={preview} pipeline={pipeline} />;
    case 'json': {
      const text = other?.look.preview.kind === 'json' ? { name: other.name, text: other.look.preview.text } : undefined;
      return view.isRaw ? (
        <TextView text={preview.text} isCut={false} label={label} />
      ) : (
        <NumbersBody look={preview} pipeline={pipeline} path={tab.path} output={tab.output} gate={look.isFolder ? undefined : gate} other={text} />
      );
    }
    case 'text':
      return <TextView text={preview.text} isCut={preview.isCut} label={label} />;
    case 'folder':
      return <p className={styles.other}>{look.files.length === 0 ? 'The folder is empty.' : 'Choose a file.'}</p>;
    default:
      return (
        <div className={styles.other}>
          <span>
            {sizeText(look.shownBytes)}. {preview.why ?? 'There is no preview for this kind of file.'}
          </span>
          <code>{look.shown === undefined ? look.place : `${look.place}/${look.shown}`}</code>
        </div>
      );
  }
}

function endOfOutput(output: string): string {
  if (output.startsWith('parent.')) return output;
  const dot = output.lastIndexOf('.');
  return `parent.jobs.${output.slice(0, dot)}.outputs.${output.slice(dot + 1)}`;
}

function wordOf(result: string | undefined): string {
  const words: Readonly<Record<string, string>> = {
    passed: 'Passed',
    'held-back': 'Held back',
    failed: 'Failed',
    stopped: 'Stopped',
    interrupted: 'Interrupted',
    running: 'Running',
  };
  return words[result ?? ''] ?? '';
}
