import { Button as AriaButton } from 'react-aria-components';
import { useAppState } from '#renderer/state/context.ts';
import { useRunsValue } from '#renderer/state/runs/run-hooks.ts';
import { clockText } from '#renderer/state/runs/run-words.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Icon, type IconName } from '#renderer/ui/icons/icon.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import { ToggleGroup } from '#renderer/ui/toggle-group.tsx';
import type { ComparedRuns } from '#shared/contract/run-insight.ts';
import type { RunSummary } from '#shared/contract/run-summary.ts';
import { printComparison } from '#shared/runs/compare/print-comparison.ts';
import styles from './compare-pane.module.css';

interface HeadProps {
  readonly a: string;
  readonly b: string;
  readonly compared: ComparedRuns | undefined;
  readonly isEverything: boolean;
  readonly onEverything: (isEverything: boolean) => void;
}

/** Which two runs, and how much of them. */
export function CompareHead({ a, b, compared, isEverything, onEverything }: HeadProps) {
  const { frame, clipboard, announcer } = useAppState();
  const show = (first: string, second: string) => frame.setState({ compared: [first, second] });
  const copy = async () => {
    if (!compared) return;
    const isWritten = await clipboard.write(printComparison(compared.comparison));
    announcer.announce(isWritten ? 'The differences are copied.' : 'The clipboard may not be written.', isWritten ? 'quiet' : 'refusal');
  };
  return (
    <header className={styles.head}>
      <Icon name="git-compare" size={15} />
      <b>Compare</b>
      <RunPick label="First run" run={a} other={b} onPick={(run) => show(run, b)} />
      <IconButton icon="arrow-right-left" label="Swap" isSmall iconSize={14} onPress={() => show(b, a)} />
      <RunPick label="Second run" run={b} other={a} onPick={(run) => show(a, run)} />
      <span className={styles.grow} />
      <ToggleGroup
        label="How much is shown"
        value={isEverything ? 'everything' : 'differences'}
        options={[
          { id: 'differences', label: 'Differences' },
          { id: 'everything', label: 'Everything' },
        ]}
        onChange={(next) => onEverything(next === 'everything')}
      />
      <Button look="tool" isSmall icon="copy" onPress={() => void copy()} isDisabled={!compared}>
        Copy as text
      </Button>
      <IconButton icon="x" label="Close" keys="Escape" onPress={() => frame.setState({ compared: undefined })} />
    </header>
  );
}

function RunPick({
  label,
  run,
  other,
  onPick,
}: {
  readonly label: string;
  readonly run: string;
  readonly other: string;
  readonly onPick: (run: string) => void;
}) {
  const list = useRunsValue((state) => state.list) ?? [];
  const summary = list.find((each) => each.run === run);
  const rivals = list.filter((each) => each.run !== other && each.path === summary?.path).slice(0, 40);
  return (
    <Menu label={label} onAction={onPick} groups={[{ entries: rivals.map((each) => ({ id: each.run, label: sayRun(each), isChecked: each.run === run })) }]}>
      <AriaButton className={styles.pick} aria-label={`${label}: ${summary ? sayRun(summary) : run}`}>
        <Icon name="history" size={13} />
        <b>{summary ? `Run ${summary.number}` : run}</b>
        {summary ? (
          <span className={styles.result} data-result={summary.result}>
            <Icon name={iconOfResult(summary.result)} size={13} />
            {wordOfResult(summary.result)}
          </span>
        ) : null}
        {summary?.simulated ? <span className={styles.simulated}>simulated</span> : null}
        <span className={styles.when}>{summary?.startedAt === undefined ? '' : whenText(summary.startedAt)}</span>
        <Icon name="chevron-down" size={12} />
      </AriaButton>
    </Menu>
  );
}

function sayRun(summary: RunSummary): string {
  const when = summary.startedAt === undefined ? '' : `, ${whenText(summary.startedAt)}`;
  return `Run ${summary.number}, ${wordOfResult(summary.result).toLowerCase()}${when}`;
}

function whenText(iso: string): string {
  const at = new Date(iso);
  const now = new Date();
  const day = at.toDateString() === now.toDateString() ? 'today' : at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
  return `${day}, ${clockText(iso)}`;
}

const WORDS: Readonly<Record<RunSummary['result'], string>> = {
  passed: 'Passed',
  'held-back': 'Held back',
  failed: 'Failed',
  stopped: 'Stopped',
  running: 'Running',
  interrupted: 'Interrupted',
};

/** "Held back". */
export function wordOfResult(result: RunSummary['result']): string {
  return WORDS[result];
}

/** The icon of how a run ended. */
export function iconOfResult(result: RunSummary['result']): IconName {
  const icons: Readonly<Record<RunSummary['result'], IconName>> = {
    passed: 'gate-open',
    'held-back': 'gate-closed',
    failed: 'circle-x',
    stopped: 'ban',
    running: 'loader-circle',
    interrupted: 'circle-slash',
  };
  return icons[result];
}
