import { Icon } from '#renderer/ui/icons/icon.tsx';
import type { Point } from '#shared/layout/graph-shape.ts';
import type { Direction } from '#shared/layout/layout-file.ts';
import type { NodeView, PortView } from '../node-view-model.ts';
import { type NodeRun, wordOfRun } from '../run-view-model.ts';
import { ADVANCE, fitText } from '../text-fit.ts';
import styles from './node.module.css';
import { PortDot, PortLabel } from './port-dot.tsx';
import { RunFoot, RunWord } from './run-word.tsx';

interface CardProps {
  readonly view: NodeView;
  readonly width: number;
  readonly direction: Direction;
  readonly handles: ReadonlyMap<string, Point>;
  readonly onOpen?: (() => void) | undefined;
  /** It stands behind a gate that has not passed: "Waiting". */
  readonly waits?: string | undefined;
  /** What the run that is shown says of it. */
  readonly run?: NodeRun | undefined;
}

/** A job drawn as one card or a stack of cards. */
export function JobCard({ view, width, direction, handles, onOpen, waits, run }: CardProps) {
  return (
    <>
      {view.silhouette === 'sweep' && (
        <>
          <i className={`${styles.back} ${styles.back2}`} />
          <i className={`${styles.back} ${styles.back1}`} />
        </>
      )}
      {view.silhouette === 'parallel' && (
        <>
          <i className={`${styles.back} ${styles.ear2}`} />
          <i className={`${styles.back} ${styles.ear1}`} />
        </>
      )}
      <div className={styles.face}>
        {direction === 'tb' && <Strip ports={view.inputs} width={width} side="in" />}
        <Body view={view} width={width} waits={waits} run={run} />
        {direction === 'tb' ? <Strip ports={view.outputs} width={width} side="out" /> : <Rows view={view} />}
      </div>
      {view.silhouette === 'pipeline' && (
        <button
          type="button"
          tabIndex={-1}
          className={`${styles.into} ${direction === 'lr' || view.outputs.length === 0 ? styles.intoRows : ''} nodrag nopan`}
          title={view.opens ? `Open ${view.opens}` : 'Its component is not a file of this project'}
          aria-label={`Step into ${view.name}`}
          disabled={view.opens === undefined}
          onClick={onOpen}
        >
          <Icon name="chevron-right" size={14} />
        </button>
      )}
      <Ports view={view} handles={handles} />
    </>
  );
}

/** All ports of a node at their places. */
export function Ports({ view, handles }: Pick<CardProps, 'view' | 'handles'>) {
  return [...view.inputs, ...view.outputs].map((port) => {
    const at = handles.get(port.end);
    return at ? <PortDot key={`${port.side}.${port.end}`} port={port} at={at} /> : null;
  });
}

function Strip({ ports, width, side }: { readonly ports: readonly PortView[]; readonly width: number; readonly side: 'in' | 'out' }) {
  if (ports.length === 0) return null;
  return (
    <div className={`${styles.strip} ${side === 'in' ? styles.stripIn : styles.stripOut}`}>
      {ports.map((port) => (
        <PortLabel key={port.end} port={port} text={fitText(port.name, width / ports.length - 4, ADVANCE.port)} />
      ))}
    </div>
  );
}

function Rows({ view }: { readonly view: NodeView }) {
  const count = Math.max(view.inputs.length, view.outputs.length);
  if (count === 0) return null;
  return (
    <div className={styles.rows}>
      {Array.from({ length: count }, (_, row) => {
        const input = view.inputs[row];
        const output = view.outputs[row];
        const outputText = output ? fitText(output.name, input ? 120 : 236, ADVANCE.port) : '';
        return (
          <div key={input?.end ?? output?.end ?? row}>
            {input ? <PortLabel port={input} text={fitText(input.name, output ? 232 - outputText.length * ADVANCE.port : 236, ADVANCE.port)} /> : <span />}
            {output ? <PortLabel port={output} text={outputText} /> : <span />}
          </div>
        );
      })}
    </div>
  );
}

interface BodyProps {
  readonly view: NodeView;
  readonly width: number;
  readonly waits: string | undefined;
  readonly run: NodeRun | undefined;
}

function Body({ view, width, waits, run }: BodyProps) {
  const chip = view.compute === undefined ? undefined : fitText(view.compute, width - 110, ADVANCE.code11);
  // Of what runs the time is not known here: room for "59 s" or "10 min 9 s" is kept.
  const note = run ? wordOfRun(run.job, run.isChanged, Date.now()) : (waits ?? view.note);
  const noteRoom = note === undefined ? 0 : Math.max(note.length, run?.status === 'running' ? 5 : 0) * 6 + (waits === undefined && !run ? 8 : 27);
  const prefix = view.what === 'off' ? 2 * ADVANCE.name : 0;
  const name = fitText(view.name, width - 46 - noteRoom - prefix, ADVANCE.name);
  const component =
    view.component && fitText(view.component.label, width - 46 - (chip === undefined ? 0 : chip.length * ADVANCE.code11 + 38) - 17, ADVANCE.code11);
  return (
    <div className={styles.body}>
      <div className={styles.row1}>
        <span className={styles.role} data-family={view.family}>
          <Icon name={view.icon} size={16} />
        </span>
        <b className={styles.name} title={name === view.name ? undefined : view.name}>
          {view.what === 'off' && <span className={styles.hash}># </span>}
          {name}
        </b>
        {run && (
          <span className={styles.note} data-status={run.status}>
            <RunWord run={run} />
          </span>
        )}
        {!run && note !== undefined && (
          <span className={styles.note} data-status={waits === undefined ? undefined : 'known'}>
            <span>{note}</span>
            {waits !== undefined && <Icon name="hourglass" size={14} />}
          </span>
        )}
      </div>
      <div className={styles.row2}>
        {view.component ? (
          <span
            className={styles.component}
            data-broken={view.component.why !== undefined || undefined}
            title={view.component.why ?? (component === view.component.label ? undefined : view.component.label)}
          >
            <Icon name={view.component.icon} size={12} className={styles.icon} />
            {component}
          </span>
        ) : (
          <span />
        )}
        {chip !== undefined && (
          <span className={styles.chip} title={chip === view.compute ? undefined : view.compute}>
            <Icon name="cpu" size={12} />
            {chip}
          </span>
        )}
      </div>
      {run && <RunFoot run={run} />}
    </div>
  );
}
