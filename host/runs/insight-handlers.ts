import { relative, sep } from 'node:path';
import { fail, ok, type Result } from '#shared/base/result.ts';
import type { Failure } from '#shared/contract/types.ts';
import { readQuestion } from '../files/runs/approval-files.ts';
import { readRunText } from '../files/runs/run-folder.ts';
import { gitStatus } from '../git/git-status.ts';
import { gitUser } from '../git/git-user.ts';
import type { Handlers } from '../handlers.ts';
import type { HostServices } from '../host.ts';
import { answerApproval, waitingApprovals } from '../runner/approvals.ts';
import { compareOnDisk } from '../runner/compare.ts';
import { findRun } from '../runner/find-runs.ts';
import { explainInRun } from './explain-in-run.ts';

type InsightRequests = Pick<Handlers, 'runs.compare' | 'runs.question' | 'runs.approve' | 'runs.explain'>;
type Missing = Failure<'no-such-project' | 'no-such-run'>;

/** Answers what windows ask about differences of runs, questions to a person and causes of failures. */
export function makeInsightHandlers(services: HostServices): InsightRequests {
  const rootOf = (id: string, run: string): Result<{ readonly root: string; readonly project: string }, Missing> => {
    const project = services.projects.get(id);
    if (!project.ok) return project;
    const root = services.runs.rootOf(project.value.root, run);
    return root === undefined
      ? fail({ code: 'no-such-run', message: `There is no run ${run} in this project any more. It may have been removed.` })
      : ok({ root, project: project.value.root });
  };
  return {
    'runs.compare': async ({ project, a, b }) => {
      const [left, right] = [rootOf(project, a), rootOf(project, b)];
      if (!left.ok) return left;
      if (!right.ok) return right;
      const [one, other] = [findRun(left.value.root, a), findRun(right.value.root, b)];
      if (!one || !other || left.value.root !== right.value.root)
        return fail({ code: 'no-such-run', message: 'These two runs do not belong to the same project.' });
      const { root } = left.value;
      return ok({ comparison: compareOnDisk(root, one, other), texts: [readRunText(root, a), readRunText(root, b)] as const });
    },
    'runs.question': async ({ project, run, job }) => {
      const found = rootOf(project, run);
      if (!found.ok) return found;
      const { root } = found.value;
      const question = readQuestion(root, run, job);
      if (question === undefined) return fail({ code: 'not-asked', message: `\`${job}\` has not asked anybody in this run.` });
      const [signAs, git] = await Promise.all([gitUser(root), gitStatus(root)]);
      return ok({ ...question, isOpen: waitingApprovals(root, run).some((each) => each.job === job), signAs, git });
    },
    'runs.approve': async ({ project, run, job, ...given }) => {
      const found = rootOf(project, run);
      if (!found.ok) return found;
      const answer = answerApproval(found.value.root, run, job, given, services.options.now?.() ?? new Date());
      return answer.ok ? ok({}) : fail({ code: 'not-answered', message: answer.failure });
    },
    'runs.explain': async ({ project, run, job }) => {
      const found = rootOf(project, run);
      if (!found.ok) return found;
      const { root } = found.value;
      const prefix = relative(found.value.project, root).split(sep).join('/');
      return explainInRun(root, run, job, prefix === '' ? '' : `${prefix}/`);
    },
  };
}
