import { cx } from './cx.ts';
import { Icon, type IconName } from './icons/icon.tsx';
import styles from './status-icon.module.css';

/** What a status icon can say. */
export type StatusLook =
  | 'queued'
  | 'waiting'
  | 'environment'
  | 'running'
  | 'asking'
  | 'passed'
  | 'reused'
  | 'held-back'
  | 'failed'
  | 'stopped'
  | 'behind-gate'
  | 'not-taken'
  | 'not-run'
  | 'interrupted';

const ICONS: Readonly<Record<StatusLook, IconName>> = {
  queued: 'clock',
  waiting: 'hourglass',
  environment: 'package',
  running: 'loader-circle',
  asking: 'user-check',
  passed: 'circle-check',
  reused: 'recycle',
  'held-back': 'gate-closed',
  failed: 'circle-x',
  stopped: 'ban',
  'behind-gate': 'hourglass',
  'not-taken': 'circle-slash',
  'not-run': 'circle-dashed',
  interrupted: 'unlink',
};

/** The icon of a status in its colour; the ring of what runs turns. */
export function StatusIcon({ status, size = 14, className }: { readonly status: StatusLook; readonly size?: number; readonly className?: string | undefined }) {
  const tone =
    status === 'passed'
      ? styles.passed
      : status === 'failed'
        ? styles.failed
        : status === 'held-back' || status === 'asking'
          ? styles.held
          : status === 'running'
            ? styles.running
            : status === 'reused'
              ? styles.reused
              : undefined;
  return <Icon name={ICONS[status]} size={size} className={cx(styles.icon, tone, className)} />;
}
