import { marginOf, type RuleVerdict, type Verdict } from '#shared/gates/verdict.ts';
import type { RunEvent } from '../run-event.ts';
import type { TaskId } from '../run-plan.ts';

/** A recorded run as it would have gone had a gate held back: with the verdict that is given, and nothing of what waits behind the gate. */
export function holdBack(events: readonly RunEvent[], gate: TaskId, verdict: Verdict): readonly RunEvent[] {
  const behind = behindOf(events, gate);
  const nameOf = (task: TaskId) => task.replace(/\[.*$/, '');
  return events.flatMap((event): RunEvent[] => {
    if (event.type === 'run-finished') return [{ ...event, result: 'held-back' }];
    if (!('job' in event) || event.job === undefined) return [event];
    if (behind.has(nameOf(event.job))) return [];
    if (event.job !== gate) return [event];
    const skipped = [...behind].map(
      (job): RunEvent => ({
        type: 'job-finished',
        run: event.run,
        at: event.at,
        job,
        result: 'skipped',
        reason: 'gate-held-back',
        durationMs: 0,
        message: `The gate \`${gate}\` holds it back.`,
      }),
    );
    switch (event.type) {
      case 'verdict':
        return [{ ...event, verdict }];
      case 'job-reused':
        return [{ ...event, result: 'held-back' }, ...skipped];
      case 'job-finished':
        return [{ ...event, result: 'held-back', reason: 'gate-said-no', exitCode: 20 }, ...skipped];
      default:
        return [event];
    }
  });
}

/** A verdict that lets through, with numbers made up so that its closest rule says no; undefined when none of its rules compares numbers. */
export function heldVerdict(verdict: Verdict): Verdict | undefined {
  const judged = verdict.rules.filter((rule) => rule.result === 'passed' && rule.value !== null && rule.limit !== null && rule.operator !== null);
  const closest = judged.reduce<RuleVerdict | undefined>((best, rule) => (best && sizeOf(best) <= sizeOf(rule) ? best : rule), undefined);
  if (!closest) return undefined;
  return { ...verdict, verdict: 'held-back', rules: verdict.rules.map((rule) => (rule === closest ? brokenRule(rule) : rule)) };
}

/** How far a rule is from its limit, by the size of the limit. */
function sizeOf({ margin, limit }: RuleVerdict): number {
  return Math.abs(margin ?? 0) / Math.max(Math.abs(limit ?? 0), 1e-9);
}

/** As far on the other side of the limit, but a hundredth of it at least. */
function brokenRule(rule: RuleVerdict): RuleVerdict {
  const { operator, limit } = rule;
  if (operator === null || limit === null) return rule;
  const step = Math.max(Math.abs(rule.margin ?? 0) / 4, Math.abs(limit) / 100, 1e-4);
  const value = operator === '!=' ? limit : operator === '>=' || operator === '>' ? limit - step : limit + step;
  return { ...rule, result: 'held-back', value, margin: marginOf(value, operator, limit).margin };
}

/** What waits for a task, however far behind it. */
function behindOf(events: readonly RunEvent[], gate: TaskId): ReadonlySet<TaskId> {
  const behind = new Set<TaskId>();
  const jobs = events.flatMap((event) => (event.type === 'run-started' ? event.jobs : []));
  const isBehind = (source: TaskId) => source === gate || behind.has(source);
  for (let before = -1; before !== behind.size; ) {
    before = behind.size;
    for (const { id, waitsFor } of jobs) if (waitsFor.some(isBehind)) behind.add(id);
  }
  return behind;
}
