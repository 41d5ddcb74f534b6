import { EdgeLabelRenderer } from '@xyflow/react';
import { useMemo } from 'react';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { useCanvasUi } from './canvas-context.ts';
import { placeLabels } from './gate-flow-view-model.ts';
import styles from './nodes/gate.module.css';
import type { Scene } from './scene-view-model.ts';

/** One label on the path of each gate that has something to say: who waits, what it was tried on, that its rules are a draft. */
export function GateLabels({ scene }: { readonly scene: Scene }) {
  const flow = useCanvasUi((ui) => ui.flow);
  // From further off no words but names are drawn.
  const isNear = useCanvasUi((ui) => ui.detail === 'full');
  const labels = useMemo(() => placeLabels(scene, flow.labels), [scene, flow]);
  if (labels.length === 0 || !isNear) return null;
  return (
    <EdgeLabelRenderer>
      {labels.map(({ gate, kind, icon, text, at }) => (
        <span key={`${gate} ${text}`} className={styles.label} data-kind={kind} data-gate-label={gate} style={{ left: at.x, top: at.y }}>
          <Icon name={icon} size={12} />
          {text}
        </span>
      ))}
    </EdgeLabelRenderer>
  );
}
