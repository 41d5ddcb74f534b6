import type { ReactElement } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';
import { Kbd } from './kbd.tsx';
import styles from './tooltip.module.css';

/** A tooltip for a button: what it does, and its key. Never the only copy of a fact. */
export function Tooltip({
  text,
  keys,
  placement = 'bottom',
  children,
}: {
  readonly text: string;
  readonly keys?: string | undefined;
  readonly placement?: 'top' | 'bottom' | 'right' | 'left';
  readonly children: ReactElement;
}) {
  return (
    <TooltipTrigger delay={400} closeDelay={0}>
      {children}
      <AriaTooltip className={styles.tooltip} placement={placement} offset={6}>
        {text}
        {keys === undefined ? null : <Kbd keys={keys} />}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
