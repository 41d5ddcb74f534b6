import { gitUser } from '#host/git/git-user.ts';
import { answerApproval } from '#host/runner/approvals.ts';
import type { RunEvent } from '#shared/runs/run-event.ts';
import { askLine } from './ask-line.ts';

type Asked = Extract<RunEvent, { type: 'approval-asked' }>;

/** Asks the person at the terminal what a job wants to know, and hands the answer over. `signal` fires when somebody else has answered, or the job is over. */
export async function askApproval(asked: Asked, root: string, say: (text: string) => void, signal: AbortSignal): Promise<void> {
  say(`${asked.job}: ${asked.question}${asked.approvers === undefined ? '' : ` (asked of ${asked.approvers})`}\n`);
  const who = await gitUser(root);
  while (!signal.aborted) {
    const word = (await askLine(`Approve as ${who}? [y/n] `, signal))?.trim().toLowerCase();
    if (word === undefined) break;
    if (!/^(y|yes|n|no)$/.test(word)) continue;
    const answer = word.startsWith('y') ? 'approved' : 'held-back';
    const why = await askLine(answer === 'approved' ? 'Why? (may be left out) ' : 'Why is it held back? ', signal);
    if (why === undefined) break;
    const done = answerApproval(root, asked.run, asked.job, { answer, who, why }, new Date());
    if (done.ok) return;
    say(`${done.failure}\n`);
  }
  if (!signal.aborted) say(`It waits. Answer with: sluice approve ${asked.run} ${asked.job} [--hold-back --why TEXT]\n`);
}
