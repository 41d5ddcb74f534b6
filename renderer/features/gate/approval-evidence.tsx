import { useMemo } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { baselineFileOf } from '#renderer/state/gates/baseline-file.ts';
import { countOf, glyphOf, marginText } from '#renderer/state/gates/gate-look.ts';
import { useWorkspaceValue } from '#renderer/state/hooks.ts';
import { useRunsValue } from '#renderer/state/runs/run-hooks.ts';
import type { ShownRun } from '#renderer/state/runs/shown-run.ts';
import { Deltas } from '#renderer/ui/deltas.tsx';
import { Icon, type IconName } from '#renderer/ui/icons/icon.tsx';
import type { AskedQuestion } from '#shared/contract/run-insight.ts';
import type { Session } from '#shared/document/session-types.ts';
import type { Verdict } from '#shared/gates/verdict.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import type { OutputOfRun } from '#shared/runs/output-look.ts';
import styles from './approval-panel.module.css';
import { championDeltas, gatesBefore, judgingGateOf, metricsOutputOf } from './champion-view-model.ts';
import { numbersOf, useAsked, useFileNumbers } from './use-asked.ts';
import panel from './verdict-panel.module.css';

interface EvidenceProps {
  readonly session: Session;
  readonly job: Job;
  readonly shown: ShownRun;
  readonly question: AskedQuestion | undefined;
  readonly isOpen: boolean;
}

/** What an approver must see: this run against the champion, gates that passed, reports, the last run, what is not committed. */
export function ApprovalEvidence({ session, job, shown, question, isOpen }: EvidenceProps) {
  const { frame, previews, selection } = useAppState();
  const { pipeline } = session;
  const gate = useMemo(() => judgingGateOf(pipeline, job), [pipeline, job]);
  const output = metricsOutputOf(gate);
  const metrics = useRunNumbers(shown.run, output);
  const champion = useFileNumbers(gate && baselineFileOf(pipeline, session.path, gate, shown.summary.sets));
  const read = useMemo(
    () =>
      gate
        ? gate.rules.map(
            (rule) =>
              rule
                .split(/[<>=!]/)[0]
                ?.replace(/^.*:/, '')
                .trim() ?? '',
          )
        : [],
    [gate],
  );
  const deltas = useMemo(() => championDeltas(metrics, champion, read), [metrics, champion, read]);
  const outputs = useOutputs(shown.run, shown.eventCount);
  const reports = outputs.filter((each) => /report|plot|figure|explan/i.test(each.port) && !each.output.startsWith('parent.'));
  const before = useRunsValue((state) => {
    const all = (state.list ?? []).filter((each) => each.path === session.path);
    return all[all.findIndex((each) => each.run === shown.run) + 1];
  });
  const gates = gatesBefore(pipeline, job).filter((each) => shown.verdicts[each.id] !== undefined);
  return (
    <>
      {deltas.rows.length === 0 ? null : (
        <section className={panel.section}>
          <h4 className={panel.heading}>
            {isOpen ? 'Against the champion' : 'What was shown'}
            <small className={styles.count}>
              {deltas.better} better, {deltas.worse} worse
            </small>
          </h4>
          <Deltas label="This run against the champion" rows={deltas.rows} heads={['champion', 'this run']} isNowFirst />
        </section>
      )}
      <section className={panel.section}>
        <h4 className={panel.heading}>Evidence</h4>
        <ul className={styles.evidence}>
          {gates.map((each) => {
            const verdict = shown.verdicts[each.id];
            return verdict ? (
              <Line
                key={each.id}
                icon={glyphOf(verdict.verdict)}
                tone={verdict.verdict}
                name={each.id}
                text={`, ${verdict.rules.filter((rule) => rule.result === 'passed').length} of ${countOf(each.gateKind ?? 'metrics', verdict.rules.length)}`}
                detail={closestText(verdict)}
                onPress={() => selection.select([`parent.jobs.${each.id}`], 'inspector', { reveal: true })}
              />
            ) : null;
          })}
          {reports.map((each) => (
            <Line
              key={each.output}
              icon="chart-column"
              name={each.output}
              text=""
              detail="open"
              onPress={() => previews.open({ path: session.path, output: each.output, run: shown.run, file: undefined })}
            />
          ))}
          {before === undefined ? null : (
            <Line
              icon="git-compare"
              text={`Compare with run ${before.number}`}
              detail=""
              onPress={() => frame.setState({ compared: [before.run, shown.run] })}
            />
          )}
          {question?.evidence ? (
            <Line icon="file-json" name={question.evidence.name} text=", as it was shown" detail={question.evidence.sha256.slice(0, 7)} />
          ) : null}
          {question?.git.branch === undefined ? null : (
            <Line
              icon="git-commit-horizontal"
              tone={(question.git.changedLines ?? 0) > 0 ? 'warn' : undefined}
              text="Branch "
              after={question.git.branch}
              detail={
                question.git.changedLines === undefined || question.git.changedLines === 0
                  ? 'all committed'
                  : question.git.changedLines === 1
                    ? '1 line not committed'
                    : `${question.git.changedLines} lines not committed`
              }
            />
          )}
        </ul>
      </section>
      {isOpen ? null : (
        <section className={panel.section}>
          <h4 className={panel.heading}>Kept as</h4>
          <ul className={styles.evidence}>
            <Line
              icon="file-json"
              name="verdict"
              text={` of ${job.id}`}
              detail={`run ${shown.number}`}
              onPress={() => previews.open({ path: session.path, output: `${job.id}.verdict`, run: shown.run, file: undefined })}
            />
          </ul>
        </section>
      )}
    </>
  );
}

interface LineProps {
  readonly icon: IconName;
  readonly tone?: string | undefined;
  /** Stands in the user's file. */
  readonly name?: string;
  readonly text: string;
  readonly after?: string;
  readonly detail: string;
  readonly onPress?: () => void;
}

function Line({ icon, tone, name, text, after, detail, onPress }: LineProps) {
  const inside = (
    <>
      <Icon name={icon} size={14} />
      <span>
        {name === undefined ? null : <code>{name}</code>}
        {text}
        {after === undefined ? null : <code>{after}</code>}
      </span>
      <small>{detail}</small>
    </>
  );
  return (
    <li data-tone={tone}>
      {onPress ? (
        <button type="button" onClick={onPress}>
          {inside}
        </button>
      ) : (
        <div>{inside}</div>
      )}
    </li>
  );
}

function closestText(verdict: Verdict): string {
  const margins = verdict.rules.flatMap((rule) => (rule.margin === null || rule.result !== 'passed' ? [] : [rule.margin]));
  return margins.length === 0 ? '' : `closest ${marginText(Math.min(...margins))}`;
}

/** The value of a JSON output of a run. */
function useRunNumbers(run: string, output: string | undefined): unknown {
  const { host } = useAppState();
  const project = useWorkspaceValue((state) => state.project?.project);
  return useAsked(`${project} ${run} ${output}`, async () => {
    if (project === undefined || output === undefined) return undefined;
    const answer = await host.runs.look({ project, run, output });
    return answer.ok && answer.value.preview.kind === 'json' ? numbersOf(answer.value.preview.text) : undefined;
  });
}

function useOutputs(run: string, eventCount: number): readonly OutputOfRun[] {
  const { host } = useAppState();
  const project = useWorkspaceValue((state) => state.project?.project);
  const found = useAsked(`${project} ${run} ${eventCount}`, async () => {
    const answer = project === undefined ? undefined : await host.runs.outputs({ project, run });
    return answer?.ok ? answer.value.outputs : [];
  });
  return found ?? [];
}
