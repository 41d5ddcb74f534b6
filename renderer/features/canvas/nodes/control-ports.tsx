import { shareOf } from '../control-ends-view-model.ts';
import type { NodeView } from '../node-view-model.ts';
import styles from './control-ports.module.css';

const ENDS = { capsule: ['true_block', 'false_block'], frame: ['body'] } as const;

/** What an if_else or a loop leads to starts here: press and drag to a job. The keyboard has C. */
export function ControlPorts({ view, width }: { readonly view: NodeView; readonly width: number }) {
  const keys = view.silhouette === 'capsule' ? ENDS.capsule : ENDS.frame;
  return keys.map((key) => (
    <i
      key={key}
      className={`${styles.port} nodrag nopan`}
      data-port={`${view.end}.${key}`}
      data-side="output"
      title={key === 'body' ? 'Drag to the job that is repeated' : `Drag to the job that runs when it is ${key === 'true_block' ? 'true' : 'false'}`}
      style={{ left: width * shareOf(key) }}
    >
      <span className={styles.dot} />
      <span className={styles.word}>{key.replace('_block', '')}</span>
    </i>
  ));
}
