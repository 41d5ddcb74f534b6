import { gitUser } from '#host/git/git-user.ts';
import { answerApproval, type WaitingApproval, waitingApprovals } from '#host/runner/approvals.ts';
import { EXIT, type VerbArgs, type VerbContext } from '../verb.ts';
import { namedRun } from './named-run.ts';

/** `sluice approve RUN [JOB] [--hold-back] [--by NAME] [--why TEXT] [--json]`. */
export async function approveJob(args: VerbArgs, context: VerbContext): Promise<number> {
  const [name = '', job] = args.words;
  const found = namedRun(name, context);
  if (!found) return EXIT.usage;
  const { root, state } = found;
  if (state.result !== 'running') {
    context.err(`Run ${state.run} is over (${state.result.replace('-', ' ')}), so nothing waits in it. Run the pipeline again to be asked again.\n`);
    return EXIT.usage;
  }
  const waiting = waitingApprovals(root, state.run);
  const isAnswer = job !== undefined || args.has('hold-back') || args.has('why');
  if (!isAnswer) return list(waiting, state.run, args.has('json'), context);
  const only = waiting.length === 1 ? waiting[0]?.job : undefined;
  const asked = job ?? only;
  if (asked === undefined) {
    context.err(waiting.length === 0 ? `Nothing waits for a person in run ${state.run}.\n` : `Say which: ${waiting.map((one) => one.job).join(', ')}.\n`);
    return EXIT.usage;
  }
  const answer = args.has('hold-back') ? 'held-back' : 'approved';
  const who = args.value('by') ?? (await gitUser(root));
  const done = answerApproval(root, state.run, asked, { answer, who, why: args.value('why') ?? '' }, new Date());
  if (!done.ok) {
    context.err(`${done.failure}${answer === 'held-back' && (args.value('why') ?? '') === '' ? ' Give it with --why.' : ''}\n`);
    return EXIT.usage;
  }
  if (args.has('json')) context.out(`${JSON.stringify({ run: state.run, job: asked, ...done.value })}\n`);
  else context.out(`${asked}: ${answer === 'approved' ? 'approved' : 'held back'} by ${who}.\n`);
  return EXIT.done;
}

function list(waiting: readonly WaitingApproval[], run: string, isJson: boolean, context: VerbContext): number {
  if (isJson) context.out(`${JSON.stringify(waiting.map(({ job, question }) => ({ run, job, ...question })))}\n`);
  else if (waiting.length === 0) context.out(`Nothing waits for a person in run ${run}.\n`);
  for (const { job, question } of isJson ? [] : waiting) {
    const since = question.asked === undefined ? '' : `, since ${question.asked.slice(0, 16).replace('T', ' ')} UTC`;
    const until = question.until === undefined ? '' : `, until ${question.until.slice(0, 16).replace('T', ' ')} UTC`;
    const shown = [question.candidate, question.evidence].flatMap((one) => (one === undefined ? [] : [one.name]));
    context.out(
      `${job}: ${question.question}\n  asked of ${question.approvers ?? 'a person'}${since}${until}\n${shown.length === 0 ? '' : `  look at ${shown.join(', ')}\n`}  sluice approve ${run} ${job} [--hold-back --why TEXT]\n`,
    );
  }
  return EXIT.done;
}
