import { useAppState } from '#renderer/state/context.ts';
import { useWorkspaceValue } from '#renderer/state/hooks.ts';
import { useRunsValue } from '#renderer/state/runs/run-hooks.ts';
import { runSentence } from '#renderer/state/runs/run-teller.ts';
import type { ShownRun } from '#renderer/state/runs/shown-run.ts';
import { StatusIcon, type StatusLook } from '#renderer/ui/status-icon.tsx';
import { StripMessage } from '#renderer/ui/strip-message.tsx';
import { whenRun } from './runs-view-model.ts';

interface Told {
  readonly look: StatusLook;
  readonly text: string;
  /** The job that it is about. */
  readonly job: string | undefined;
}

/** The last verdict, a question, a failure or what runs now: one sentence at the foot of the work area. */
export function StripRun() {
  const { selection, frame } = useAppState();
  const graph = useWorkspaceValue((state) => state.graph);
  const look = useRunsValue((state) => (graph === undefined ? undefined : keyOf(state.shown[graph])));
  if (look === undefined) return null;
  const [icon = 'running', job = '', text = ''] = look.split('\n');
  const go = () => {
    frame.setState({ isInspectorOpen: true, isSheetOpen: true, isRunPanelOpen: job === '' });
    if (job !== '') selection.select([`parent.jobs.${job}`], 'command', { reveal: true });
  };
  return <StripMessage icon={<StatusIcon status={icon as StatusLook} size={13} />} text={text} onPress={go} />;
}

/** Whether a run has something to say before the problems do. */
export function useRunTold(): boolean {
  const graph = useWorkspaceValue((state) => state.graph);
  return useRunsValue((state) => graph !== undefined && state.shown[graph] !== undefined);
}

/** One string, so that only a change of words draws it again. */
function keyOf(shown: ShownRun | undefined): string | undefined {
  if (!shown) return undefined;
  const { look, text, job } = tellOf(shown);
  return [look, job ?? '', text].join('\n');
}

function tellOf(shown: ShownRun): Told {
  const question = shown.questions[0];
  if (question) return { look: 'asking', text: `Run ${shown.number} waits for a person at \`${question.job}\`. Review`, job: question.job };
  const sentence = `${shown.summary.simulated || shown.heldBack !== undefined ? 'Simulated: ' : ''}${runSentence(shown).replace(/\.$/, '')}`;
  if (shown.result !== 'running') {
    const about = [...shown.jobs.values()].find((job) => job.status === (shown.result === 'held-back' ? 'held-back' : 'failed'));
    // Of a run that was over when it was brought here it is said when that was.
    const when = shown.summary.result === 'running' ? '' : `, ${whenRun(shown.startedAt, new Date())}`;
    return { look: shown.result, text: `${sentence}${when}`, job: shown.result === 'passed' ? undefined : about?.job };
  }
  const building = shown.environments.find((each) => each.state === 'building');
  const running = [...shown.jobs.values()].filter((job) => job.status === 'running').map((job) => job.job);
  if (running.length === 0 && building)
    return { look: 'environment', text: `Run ${shown.number}: environment \`${building.label}\` is being built`, job: undefined };
  const names = running.slice(0, 3).map((job) => `\`${job}\``);
  const more = running.length > names.length ? ` and ${running.length - names.length} more` : '';
  return {
    look: 'running',
    text: names.length === 0 ? sentence : `Run ${shown.number}: ${names.join(', ')}${more}`,
    job: running.length === 1 ? running[0] : undefined,
  };
}
