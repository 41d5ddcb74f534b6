import { fail, ok, type Result } from '#shared/base/result.ts';
import type { RunEvent } from '#shared/runs/run-event.ts';
import type { CommandTask, TaskId } from '#shared/runs/run-plan.ts';
import { writeFailure } from '../files/file-failure.ts';
import { type ApprovalAnswer, type ApprovalQuestion, readQuestion, writeAnswer } from '../files/runs/approval-files.ts';
import { readRunEvents } from '../files/runs/run-folder.ts';
import type { RunContext } from './run-context.ts';

const LOOK_EVERY_MS = 250;

/**
 * Watches whether a job asks a person. When it does, that is told once, and the job's place is given to others: who waits for a person uses nothing.
 * The result stops the watching.
 */
export function watchApproval(task: CommandTask, context: Pick<RunContext, 'root' | 'run' | 'emit'>, leavePlace: () => void): () => void {
  if (task.gate !== 'approval') return () => undefined;
  const timer = setInterval(() => {
    const asked = readQuestion(context.root, context.run, task.id);
    if (asked === undefined) return;
    clearInterval(timer);
    const { question, approvers, until } = asked;
    context.emit({
      type: 'approval-asked',
      job: task.id,
      question,
      ...(approvers === undefined ? {} : { approvers }),
      ...(until === undefined ? {} : { until }),
    });
    leavePlace();
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** What the verdict of an approval says of the answer that counted; undefined when nobody answered. */
export function answerIn(verdict: unknown): Pick<ApprovalAnswer, 'answer' | 'who' | 'why'> | undefined {
  if (verdict === null || typeof verdict !== 'object' || !('answer' in verdict)) return undefined;
  const { answer } = verdict;
  if (answer !== 'approved' && answer !== 'held-back') return undefined;
  return { answer, who: 'who' in verdict ? String(verdict.who) : '', why: 'why' in verdict ? String(verdict.why ?? '') : '' };
}

/** A job of a run that waits for a person. */
export interface WaitingApproval {
  readonly job: TaskId;
  readonly question: ApprovalQuestion;
}

/** The jobs of a run that wait for a person, in the order in which they asked. */
export function waitingApprovals(root: string, run: string, events: readonly RunEvent[] = readRunEvents(root, run)): readonly WaitingApproval[] {
  const ended = new Set(events.flatMap((event) => (event.type === 'job-finished' || event.type === 'approval-answered' ? [event.job] : [])));
  return events.flatMap((event) => {
    if (event.type !== 'approval-asked' || ended.has(event.job)) return [];
    const question = readQuestion(root, run, event.job);
    return question === undefined ? [] : [{ job: event.job, question }];
  });
}

/** Answers a job that waits for a person. The failure is a sentence. `now` is when. */
export function answerApproval(
  root: string,
  run: string,
  job: TaskId,
  given: { readonly answer: 'approved' | 'held-back'; readonly who: string; readonly why: string },
  now: Date,
): Result<ApprovalAnswer, string> {
  const why = given.why.trim();
  const who = given.who.trim();
  if (given.answer === 'held-back' && why === '') return fail('Holding back needs a reason.');
  if (who === '') return fail('An answer needs a name: who gives it?');
  const waiting = waitingApprovals(root, run);
  if (!waiting.some((one) => one.job === job)) {
    const names = waiting.map((one) => `\`${one.job}\``).join(', ');
    return fail(names === '' ? `Nothing waits for a person in run ${run}.` : `\`${job}\` does not wait for a person in run ${run}. ${names} does.`);
  }
  const answer: ApprovalAnswer = { answer: given.answer, who, why, at: now.toISOString() };
  try {
    writeAnswer(root, run, job, answer);
  } catch (error) {
    return fail(writeFailure(error, 'The answer').message);
  }
  return ok(answer);
}
