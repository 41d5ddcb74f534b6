import { useEffect, useMemo, useRef, useState } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { useFrameValue, useWorkspaceValue } from '#renderer/state/hooks.ts';
import type { ComparedRuns } from '#shared/contract/run-insight.ts';
import type { Pipeline } from '#shared/pipeline/pipeline.ts';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { CompareHead } from './compare-head.tsx';
import styles from './compare-pane.module.css';
import { DifferenceList } from './difference-list.tsx';
import { GraphDiff } from './graph-diff.tsx';
import { diffGraph } from './graph-diff-view-model.ts';
import { TextDiff } from './text-diff.tsx';
import { ownersOf } from './text-diff-view-model.ts';

/** Two runs side by side: differences first, then the text and the graph of both. A click anywhere selects in all three. */
export function ComparePane() {
  const { frame } = useAppState();
  const pair = useFrameValue((state) => state.compared);
  const pane = useRef<HTMLElement>(null);
  useEffect(() => pane.current?.focus(), []);
  if (!pair) return null;
  return (
    <section
      ref={pane}
      className={styles.pane}
      aria-label="Compare two runs"
      tabIndex={-1}
      data-pane="canvas"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        frame.setState({ compared: undefined });
      }}
    >
      <Compared key={pair.join(' ')} a={pair[0]} b={pair[1]} />
    </section>
  );
}

function Compared({ a, b }: { readonly a: string; readonly b: string }) {
  const { workspace } = useAppState();
  const found = useCompared(a, b);
  const [isEverything, setEverything] = useState(false);
  const [selected, setSelected] = useState<string | undefined>(undefined);
  const compared = typeof found === 'object' ? found : undefined;
  const pipelines = useMemo(() => {
    const read = (text: string | undefined, path: string): Pipeline | undefined => {
      const pipeline = text === undefined ? undefined : readPipeline(readYaml(text), { path, components: workspace.documents.components });
      return pipeline?.readable ? pipeline : undefined;
    };
    return compared ? ([read(compared.texts[0], compared.comparison.a.file), read(compared.texts[1], compared.comparison.b.file)] as const) : undefined;
  }, [compared, workspace]);
  const graph = useMemo(() => pipelines && compared && diffGraph(pipelines[0], pipelines[1], compared.comparison.jobs.changes), [pipelines, compared]);
  const owners = useMemo(() => pipelines && compared && ownersOf(pipelines[0], pipelines[1], compared.texts), [pipelines, compared]);
  return (
    <>
      <CompareHead a={a} b={b} compared={compared} isEverything={isEverything} onEverything={setEverything} />
      {typeof found === 'string' ? <p className={styles.none}>{found}</p> : null}
      {compared && owners ? (
        <div className={styles.body}>
          <DifferenceList comparison={compared.comparison} isEverything={isEverything} selected={selected} onSelect={setSelected} />
          <TextDiff comparison={compared.comparison} owners={owners} isEverything={isEverything} selected={selected} onSelect={setSelected} />
          <GraphDiff graph={graph} then={pipelines?.[0]?.jobs.length} now={pipelines?.[1]?.jobs.length} selected={selected} onSelect={setSelected} />
        </div>
      ) : null}
    </>
  );
}

/** What differs; a text says why that is not known. */
function useCompared(a: string, b: string): ComparedRuns | string | undefined {
  const { host } = useAppState();
  const project = useWorkspaceValue((state) => state.project?.project);
  const [found, setFound] = useState<ComparedRuns | string | undefined>(undefined);
  useEffect(() => {
    if (project === undefined) return;
    let isGone = false;
    void host.runs.compare({ project, a, b }).then((answer) => {
      if (!isGone) setFound(answer.ok ? answer.value : answer.failure.message);
    });
    return () => {
      isGone = true;
    };
  }, [host, project, a, b]);
  return found;
}
