import { type ReactNode, useMemo } from 'react';
import { Deltas } from '#renderer/ui/deltas.tsx';
import { Icon, type IconName } from '#renderer/ui/icons/icon.tsx';
import { Quoted } from '#renderer/ui/quoted.tsx';
import type { ComparedSide, JobChange, RunComparison } from '#shared/runs/compare/comparison.ts';
import { iconOfResult, wordOfResult } from './compare-head.tsx';
import styles from './compare-pane.module.css';
import { jobOfName, jobsCount, metricsView, sameText, shortHash } from './difference-view-model.ts';

interface ListProps {
  readonly comparison: RunComparison;
  readonly isEverything: boolean;
  readonly selected: string | undefined;
  readonly onSelect: (job: string | undefined) => void;
}

const CHANGE_ICONS = { added: 'plus', removed: 'minus', changed: 'pencil', moved: 'move-vertical' } as const satisfies Record<JobChange['change'], IconName>;

/** What differs, the largest question first. */
export function DifferenceList({ comparison, isEverything, selected, onSelect }: ListProps) {
  const { a, b, metrics, parameters, jobs, data, code, environments, outcomes } = comparison;
  const names = useMemo(
    () => new Set([...jobs.changes.map((change) => change.job), ...parameters.changes.flatMap((change) => change.job ?? [])]),
    [jobs, parameters],
  );
  const numbers = useMemo(() => metricsView(metrics, isEverything), [metrics, isEverything]);
  const pick = (name: string) => onSelect(jobOfName(name, names) ?? name);
  const runName = (side: ComparedSide) => (side.number === undefined ? side.run : `run ${side.number}`);
  return (
    <aside className={styles.list} aria-label="Differences">
      <div className={styles.versus}>
        <Side side={a} />
        <Icon name="arrow-right" size={14} />
        <Side side={b} />
      </div>
      {comparison.verdicts.changes.length === 0 ? null : (
        <Section icon="gate-set" title="Verdicts" count={`${comparison.verdicts.changes.length} of ${comparison.verdicts.of}`}>
          {comparison.verdicts.changes.flatMap((change) =>
            change.rules.map((rule) => (
              <Row
                key={`${change.job} ${rule.text}`}
                name={rule.b?.label ?? rule.a?.label ?? rule.text}
                a={sayRule(rule.a)}
                b={sayRule(rule.b)}
                isOn={selected === change.job}
                onPick={() => onSelect(change.job)}
              />
            )),
          )}
        </Section>
      )}
      {numbers.rows.length === 0 ? null : (
        <Section icon="chart-line" title="Metrics" count={numbers.count}>
          <div className={styles.deltas}>
            <Deltas label="Metrics" rows={numbers.rows} heads={[runName(a), runName(b)]} onPick={(name) => onSelect(numbers.jobOf.get(name))} />
            {numbers.more > 0 ? <p className={styles.more}>{numbers.more} more under Everything</p> : null}
          </div>
        </Section>
      )}
      {parameters.changes.length === 0 ? null : (
        <Section icon="sliders-horizontal" title="Parameters" count={`${parameters.changes.length} of ${parameters.of}`}>
          {parameters.changes.map((change) => (
            <Row
              key={change.name}
              name={change.name}
              a={change.a ?? 'not set'}
              b={change.b ?? 'not set'}
              isOn={change.job !== undefined && selected === change.job}
              onPick={() => (change.job === undefined ? pick(change.name) : onSelect(change.job))}
            />
          ))}
        </Section>
      )}
      {jobs.changes.length === 0 ? null : (
        <Section icon="workflow" title="Jobs" count={jobsCount(jobs.changes)}>
          <div className={styles.chips}>
            {jobs.changes.map((change) => (
              <button
                key={change.job}
                type="button"
                data-change={change.change}
                aria-pressed={selected === change.job}
                title={change.keys.length === 0 ? undefined : change.keys.join(', ')}
                onClick={() => onSelect(change.job)}
              >
                <Icon name={CHANGE_ICONS[change.change]} size={12} />
                {change.job}
                <span className="visually-hidden">, {change.change}</span>
              </button>
            ))}
          </div>
        </Section>
      )}
      {data.changes.length === 0 ? null : (
        <Section icon="database" title="Data" count={`${data.changes.length} of ${data.of}`}>
          {data.changes.map((change) => {
            const path = change.b?.path ?? change.a?.path ?? '';
            const isSamePath = change.a?.path === change.b?.path;
            const say = (side: typeof change.a) => (side === undefined ? 'not read' : isSamePath ? shortHash(side.hash) : side.path);
            return (
              <Row
                key={change.readers.join(' ')}
                name={path.slice(path.lastIndexOf('/') + 1)}
                a={say(change.a)}
                b={say(change.b)}
                isOn={change.readers.some((reader) => reader.split('.')[0] === selected)}
                onPick={() => onSelect(change.readers[0]?.split('.')[0])}
              />
            );
          })}
        </Section>
      )}
      {code.changes.length === 0 ? null : (
        <Section icon="git-commit-horizontal" title="Code" count={countOf(code)}>
          {code.changes.map((change) => (
            <div key={`${change.what} ${change.name}`}>
              <Row
                name={
                  change.what === 'code'
                    ? (change.name
                        .replace(/\/src$/, '')
                        .split('/')
                        .slice(-1)[0] ?? change.name)
                    : `${change.name}, command`
                }
                a={change.what === 'code' ? shortHash(change.a) : 'before'}
                b={change.what === 'code' ? shortHash(change.b) : 'changed'}
                isOn={change.jobs.includes(selected ?? '')}
                onPick={() => onSelect(change.jobs[0])}
              />
              {change.files.map((file) => (
                <Row key={file.name} name={file.name} a="" b={file.change} isBelow onPick={() => onSelect(change.jobs[0])} />
              ))}
            </div>
          ))}
        </Section>
      )}
      {environments.changes.length === 0 ? null : (
        <Section icon="package" title="Environment" count={`${environments.changes.length} of ${environments.of}`}>
          {environments.changes.map((change) => (
            <div key={`${change.a} ${change.b} ${change.jobs.join(' ')}`}>
              <Row
                name={change.b}
                a={change.a === change.b ? '' : change.a}
                b={change.a === change.b ? 'changed' : change.b}
                isOn={change.jobs.includes(selected ?? '')}
                onPick={() => onSelect(change.jobs[0])}
              />
              {change.packages.map((one) => (
                <Row key={one.name} name={one.name} a={sayVersion(one.a)} b={sayVersion(one.b)} isBelow onPick={() => onSelect(change.jobs[0])} />
              ))}
            </div>
          ))}
        </Section>
      )}
      {outcomes.changes.length === 0 ? null : (
        <Section icon="circle-check" title="Outcomes" count={`${outcomes.changes.length} of ${outcomes.of}`}>
          {outcomes.changes.map((change) => (
            <Row
              key={change.task}
              name={change.task}
              a={sayOutcome(change.a)}
              b={sayOutcome(change.b)}
              isOn={selected === change.task}
              onPick={() => onSelect(change.task)}
            />
          ))}
        </Section>
      )}
      <p className={styles.same}>{sameText(comparison)}</p>
    </aside>
  );
}

function Side({ side }: { readonly side: ComparedSide }) {
  return (
    <div data-result={side.result}>
      <Icon name={iconOfResult(side.result)} size={18} />
      <b>{wordOfResult(side.result)}</b>
      <span>
        <Quoted text={side.headline ?? (side.number === undefined ? side.run : `Run ${side.number}`)} />
      </span>
    </div>
  );
}

function Section({ icon, title, count, children }: { readonly icon: IconName; readonly title: string; readonly count: string; readonly children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h3>
        <Icon name={icon} size={14} />
        {title}
        <span>{count}</span>
      </h3>
      {children}
    </section>
  );
}

interface RowProps {
  readonly name: string;
  readonly a: string;
  readonly b: string;
  readonly isOn?: boolean;
  readonly isBelow?: boolean;
  readonly onPick: () => void;
}

function Row({ name, a, b, isOn = false, isBelow = false, onPick }: RowProps) {
  return (
    <button type="button" className={styles.row} data-on={isOn || undefined} data-below={isBelow || undefined} onClick={onPick}>
      <b title={name}>{name}</b>
      <span title={a}>{a}</span>
      <Icon name="arrow-right" size={12} />
      <strong title={b}>{b}</strong>
    </button>
  );
}

/** "1 of 3 folders, 1 command". */
function countOf({ changes, of }: RunComparison['code']): string {
  const folders = changes.filter((change) => change.what === 'code').length;
  const commands = changes.length - folders;
  const parts = [folders > 0 && `${folders} of ${of} folders`, commands > 0 && (commands === 1 ? '1 command' : `${commands} commands`)];
  return parts.filter(Boolean).join(', ');
}

function sayOutcome(status: string | undefined): string {
  return status === undefined ? 'not there' : status === 'skipped' ? 'not run' : status.replace('-', ' ');
}

function sayRule(rule: RunComparison['verdicts']['changes'][number]['rules'][number]['a']): string {
  if (rule === undefined) return 'no rule';
  const words = { passed: 'held', 'held-back': 'said no', failed: 'failed', skipped: 'skipped' };
  return words[rule.result];
}

function sayVersion(version: string | undefined): string {
  return version === undefined ? 'not in it' : version === '' ? 'any' : version;
}
