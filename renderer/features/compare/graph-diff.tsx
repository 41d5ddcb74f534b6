import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { IconButton } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import styles from './graph-diff.module.css';
import type { DiffGraph, DiffNode } from './graph-diff-view-model.ts';

interface GraphProps {
  readonly graph: DiffGraph | undefined;
  readonly then: number | undefined;
  readonly now: number | undefined;
  readonly selected: string | undefined;
  readonly onSelect: (job: string | undefined) => void;
}

const MARGIN = 28;
const ICONS = { added: 'plus', removed: 'minus', changed: 'pencil', moved: 'move-vertical' } as const;

/** One graph of both runs: what is new, gone, changed or moved is marked; what is gone stands where it was. */
export function GraphDiff({ graph, then, now, selected, onSelect }: GraphProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState<number | undefined>(undefined);
  const [fit, setFit] = useState(0.6);
  const width = graph?.bounds.width;
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || width === undefined) return;
    const measure = () => setFit(Math.max(0.3, Math.min(1, (element.clientWidth - 2 * MARGIN) / Math.max(1, width))));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [width]);
  const scale = zoom ?? fit;
  useEffect(() => {
    if (selected !== undefined)
      scroller.current?.querySelector(`[data-job="${CSS.escape(selected)}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selected]);
  return (
    <section className={styles.graph} aria-label="Graph of both">
      <header className={styles.head}>
        <span>Graph</span>
        <small>{then === undefined || now === undefined ? '' : `${then} ${then === 1 ? 'job' : 'jobs'} then, ${now} now`}</small>
        <i />
        <IconButton icon="zoom-out" label="Zoom out" isSmall iconSize={14} onPress={() => setZoom(Math.max(0.2, scale / 1.25))} />
        <button type="button" className={styles.zoom} onClick={() => setZoom(undefined)} title="Fit">
          {Math.round(scale * 100)} %
        </button>
        <IconButton icon="zoom-in" label="Zoom in" isSmall iconSize={14} onPress={() => setZoom(Math.min(1.5, scale * 1.25))} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must be reachable by keys. */}
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing with buttons in it */}
      <div className={styles.stage} ref={scroller} role="group" aria-label="Jobs" tabIndex={0}>
        {graph === undefined ? (
          <p className={styles.none}>The file of one of these runs is gone, so there is no graph.</p>
        ) : (
          <div className={styles.room} style={{ width: graph.bounds.width * scale + 2 * MARGIN, height: graph.bounds.height * scale + 2 * MARGIN }}>
            <div
              className={styles.world}
              style={{ transform: `translate(${MARGIN}px, ${MARGIN}px) scale(${scale}) translate(${-graph.bounds.x}px, ${-graph.bounds.y}px)` }}
            >
              <svg className={styles.edges} aria-hidden="true">
                {[...graph.edges]
                  .sort((a, b) => Number(a.change !== undefined) - Number(b.change !== undefined))
                  .map((edge) => (
                    <path key={edge.id} d={edge.d} data-change={edge.change} data-gated={edge.isGated || undefined} />
                  ))}
              </svg>
              {graph.nodes.map((node) => (
                <Node key={node.id} node={node} isSelected={node.job !== undefined && node.job === selected} onSelect={onSelect} />
              ))}
            </div>
          </div>
        )}
      </div>
    </section>
  );
}

function Node({ node, isSelected, onSelect }: { readonly node: DiffNode; readonly isSelected: boolean; readonly onSelect: (job: string | undefined) => void }) {
  const { x, y, width, height } = node.box;
  const place = { left: x, top: y, width, height };
  const { job } = node;
  const dots = node.dots.map((dot) => <i key={`${dot.x} ${dot.y}`} className={styles.dot} data-shape={dot.shape} style={{ left: dot.x, top: dot.y }} />);
  if (job === undefined)
    return (
      <span className={styles.end} style={place}>
        {node.name}
      </span>
    );
  return (
    <button
      type="button"
      className={styles.node}
      style={place}
      data-job={job}
      data-silhouette={node.silhouette}
      data-change={node.change}
      data-selected={isSelected || undefined}
      aria-pressed={isSelected}
      aria-label={`${node.name}${node.change === undefined ? '' : `, ${node.change}${node.keys > 0 ? `, ${node.keys} keys` : ''}`}`}
      onClick={() => onSelect(job)}
    >
      {dots}
      {node.icon ? <Icon name={node.icon} size={22} className={`role-${node.family}`} /> : null}
      <b>{node.name}</b>
      {node.change === undefined ? null : (
        <span className={styles.badge} data-change={node.change}>
          <Icon name={ICONS[node.change]} size={16} />
          {node.change === 'changed' ? node.keys : null}
        </span>
      )}
    </button>
  );
}
