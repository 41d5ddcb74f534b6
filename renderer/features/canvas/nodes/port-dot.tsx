import { memo } from 'react';
import type { Point } from '#shared/layout/graph-shape.ts';
import { useCanvasPort } from '../canvas-context.ts';
import type { PortView } from '../node-view-model.ts';
import styles from './node.module.css';

/** A port: 9 px drawn, 24 px to hit. Pressing on it and dragging connects. */
export const PortDot = memo(function PortDot({ port, at }: { readonly port: PortView; readonly at: Point }) {
  const { target, isSelected, isFocused } = useCanvasPort(port.end);
  return (
    <span
      className={`${styles.port} nodrag nopan`}
      style={{ left: at.x, top: at.y }}
      data-port={port.end}
      data-side={port.side}
      data-target={target}
      data-selected={isSelected || undefined}
      data-focused={isFocused || undefined}
      title={port.end.startsWith('more.') ? port.name : `${port.name}  ${port.detail}`}
    >
      <i className={styles.dot} data-shape={port.shape} data-state={port.state} />
    </span>
  );
});

/** The name of a port in the strip or row of its side. */
export const PortLabel = memo(function PortLabel({ port, text }: { readonly port: PortView; readonly text: string }) {
  const { target } = useCanvasPort(port.end);
  return (
    <span className={styles.label} data-target={target} title={text === port.name ? undefined : port.name}>
      {text}
    </span>
  );
});
