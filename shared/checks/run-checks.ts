import type { Job } from '#shared/pipeline/pipeline.ts';
import type { Check, CheckContext, DocumentCheck, Finding, JobCheck } from './check.ts';
import { checks as allChecks } from './checks.ts';
import { type Kept, problemOf } from './kept.ts';
import { compareProblems, type Problem } from './problem.ts';
import { silencer } from './silence.ts';
import { surroundingsOf } from './surroundings.ts';
import { syntaxProblems } from './syntax-problems.ts';

/** What was found so far, in no order: in jobs, and in the rest of the document. The rest is undefined until all of it has been looked at. */
export interface Found {
  readonly jobs: readonly Problem[];
  readonly rest: readonly Problem[] | undefined;
}

/** Checks of jobs between two places where the caller may do something else. */
const JOBS_A_SLICE = 20;

/**
 * Checks one document again and again. What was found in a job is kept for as long as the job and what surrounds it stay the same, so that after a key only
 * that job and the whole-document checks are looked at.
 */
export class Checker {
  readonly #checks: readonly Check[];
  #surroundings: readonly unknown[] = [];
  #kept = new Map<Job, readonly Kept[]>();

  constructor(checks: readonly Check[] = allChecks) {
    this.#checks = checks;
  }

  /** All at once, worst first. */
  check(context: CheckContext): readonly Problem[] {
    let found: Found = { jobs: [], rest: [] };
    for (const now of this.steps(context)) found = now ?? found;
    return [...found.jobs, ...(found.rest ?? [])].sort(compareProblems);
  }

  /**
   * In slices of a few milliseconds; who asks may stop between two and begin anew with a later text. Gives what was found in the jobs as soon as these have
   * been looked at, and everything at the end; nothing between two slices.
   */
  *steps(context: CheckContext): Generator<Found | undefined, void> {
    const syntax = syntaxProblems(context);
    if (!context.doc.readable) {
      yield { jobs: [], rest: syntax };
      return;
    }
    const isSilenced = silencer(context.doc);
    const isHeard = (problem: Problem): boolean => !isSilenced(problem);
    const inJobs: Kept[] = [];
    yield* this.#checkJobs(context, inJobs);
    const jobs = inJobs.map((kept) => problemOf(kept, context)).filter(isHeard);
    yield { jobs, rest: undefined };
    const found: Kept[] = [];
    for (const check of this.#checks) {
      if (!('run' in check) || !looksAt(check, context) || isOff(check, context)) continue;
      guarded(check, context, found, (report) => check.run(context, report));
      yield undefined;
    }
    const rest = [...syntax, ...found.map((kept) => problemOf(kept, context))].filter(isHeard);
    yield { jobs, rest: [...rest, ...isSilenced.problems(context.path)] };
  }

  *#checkJobs(context: CheckContext, found: Kept[]): Generator<undefined, void> {
    const checks = this.#checks.filter((check): check is JobCheck => 'runJob' in check && looksAt(check, context) && !isOff(check, context));
    const surroundings = surroundingsOf(context);
    const isSame = surroundings.length === this.#surroundings.length && surroundings.every((part, k) => part === this.#surroundings[k]);
    if (!isSame) this.#kept = new Map();
    this.#surroundings = surroundings;
    const before = this.#kept;
    const after = new Map<Job, readonly Kept[]>();
    let looked = 0;
    for (const job of context.pipeline.jobs) {
      let kept = before.get(job);
      if (!kept) {
        const fresh: Kept[] = [];
        for (const check of checks) guarded(check, context, fresh, (report) => check.runJob(job, context, report), job);
        kept = fresh;
        // At once, so that a check that is stopped here and begun anew goes on from here.
        before.set(job, fresh);
        if (++looked % JOBS_A_SLICE === 0) yield undefined;
      }
      after.set(job, kept);
      found.push(...kept);
    }
    this.#kept = after;
  }
}

function looksAt(check: Check, { pipeline: { document } }: CheckContext): boolean {
  if (check.documents === 'all') return true;
  return (check.documents ?? PIPELINES).includes(document);
}

const PIPELINES: readonly string[] = ['pipeline-job', 'pipeline-component'];

function isOff(check: Check, context: CheckContext): boolean {
  return context.settings.severity[check.code] === 'off';
}

/** Runs a check; what it throws becomes one problem, and the others still run. */
function guarded(check: DocumentCheck | JobCheck, context: CheckContext, found: Kept[], run: (report: (finding: Finding) => void) => void, job?: Job): void {
  const asked = context.settings.severity[check.code];
  try {
    run((finding) => {
      found.push({ code: check.code, severity: asked === undefined || asked === 'off' ? (finding.severity ?? check.severity) : asked, finding });
    });
  } catch (error) {
    const at = job?.entry.key ?? context.doc.root ?? { start: 0, end: 0 };
    const why = error instanceof Error ? error.message : String(error);
    const message = `The check \`${check.code}\` stopped here (${why}); the others ran. Please report it together with this file.`;
    found.push({ code: 'check-crashed', severity: 'warning', finding: { at, message } });
  }
}
