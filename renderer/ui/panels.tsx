import { type ReactNode, useEffect, useRef } from 'react';
import { Group, Panel, type PanelImperativeHandle, type PanelProps, Separator } from 'react-resizable-panels';
import { cx } from './cx.ts';
import styles from './panels.module.css';

export interface PaneSpec {
  readonly id: string;
  /** Px as a number, share of the group as "38%". */
  readonly size: number | string | undefined;
  readonly min: number;
  readonly max?: number | string;
  /** Keeps its px when the window grows. */
  readonly isFixed?: boolean;
  /** Px that its content would like to have for now; the pane is never made smaller by it, and has its size back when the wish is gone. */
  readonly wish?: number | undefined;
  /** The name of the splitter before or behind it, for screen readers. */
  readonly splitter?: string;
  readonly content: ReactNode;
}

export interface PanesProps {
  readonly id: string;
  readonly orientation?: 'horizontal' | 'vertical';
  readonly panes: readonly PaneSpec[];
  /** Told when the user has moved a splitter: px and share of each pane by id. */
  readonly onResized?: (id: string, size: { readonly px: number; readonly share: number }) => void;
  readonly className?: string | undefined;
}

/** Panes side by side or one above the other, parted by splitters of 1 px that are 8 px to hit and answer to the arrow keys. */
export function Panes({ id, orientation = 'horizontal', panes, onResized, className }: PanesProps) {
  const sizes = useRef(new Map<string, { readonly px: number; readonly share: number }>());
  return (
    <Group
      id={id}
      onLayoutChanged={(_layout, { isUserInteraction }) => {
        if (isUserInteraction) for (const [pane, size] of sizes.current) onResized?.(pane, size);
      }}
      orientation={orientation}
      className={cx(styles.group, className)}
      resizeTargetMinimumSize={{ coarse: 24, fine: 8 }}
    >
      {panes.flatMap((pane, k) => [
        ...(k === 0
          ? []
          : [
              <Separator
                key={`${pane.id}-splitter`}
                id={`${pane.id}-splitter`}
                className={cx(styles.splitter, orientation === 'vertical' && styles.lying)}
                aria-label={pane.splitter ?? panes[k - 1]?.splitter ?? 'Splitter'}
              />,
            ]),
        <WishingPanel
          key={pane.id}
          wish={pane.wish}
          id={pane.id}
          defaultSize={pane.size}
          minSize={pane.min}
          maxSize={pane.max ?? '100%'}
          groupResizeBehavior={pane.isFixed ? 'preserve-pixel-size' : 'preserve-relative-size'}
          onResize={(size) => sizes.current.set(pane.id, { px: Math.round(size.inPixels), share: Math.round(size.asPercentage * 10) / 10 })}
          className={styles.panel}
        >
          {pane.content}
        </WishingPanel>,
      ])}
    </Group>
  );
}

function WishingPanel({ wish, ...props }: PanelProps & { readonly wish: number | undefined }) {
  const panel = useRef<PanelImperativeHandle>(null);
  const before = useRef<number | undefined>(undefined);
  useEffect(() => {
    if (wish === undefined) {
      if (before.current !== undefined) panel.current?.resize(before.current);
      before.current = undefined;
      return;
    }
    // A panel that has only now come has no place in its group yet, and may not be asked for its size.
    const frame = requestAnimationFrame(() => {
      const now = panel.current?.getSize().inPixels;
      if (now === undefined) return;
      before.current ??= now;
      panel.current?.resize(Math.max(before.current, wish));
    });
    return () => cancelAnimationFrame(frame);
  }, [wish]);
  return <Panel {...props} panelRef={panel} />;
}
