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

/** What the checks of one job say. Other problems of that job come from looking at the whole document. */
export interface NearJob {
  readonly job: string;
  readonly problems: readonly Problem[];
}

const CODES: ReadonlySet<string> = new Set(allChecks.map((check) => check.code));
const JOB_CODES: ReadonlySet<string> = new Set(allChecks.flatMap((check) => ('runJob' in check ? [check.code] : [])));

/** True for what stands in this job and is found by looking at it alone. */
export function isOfJob({ code, field }: Problem, job: string): boolean {
  return field[0] === 'jobs' && field[1] === job && JOB_CODES.has(code);
}

/** A key changes one job, a gesture a few. */
const MOST_NEAR = 4;

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
    yield { jobs, rest: [...rest, ...isSilenced.problems(context.path, CODES)] };
  }

  /**
   * What the few jobs that changed since the last look say, at once and without the rest of the document. Undefined when more has changed, or when the text
   * cannot be read.
   */
  near(context: CheckContext): readonly NearJob[] | undefined {
    if (!context.doc.readable || !this.#isSurroundedAs(surroundingsOf(context))) return undefined;
    const changed = context.pipeline.jobs.filter((job) => !this.#kept.has(job));
    if (changed.length > MOST_NEAR) return undefined;
    const checks = this.#jobChecks(context);
    const isSilenced = silencer(context.doc);
    return changed.map((job) => {
      const kept = lookAt(job, context, checks);
      // The whole look that follows finds them here.
      this.#kept.set(job, kept);
      const problems = kept.map((each) => problemOf(each, context)).filter((problem) => isOfJob(problem, job.id) && !isSilenced(problem));
      return { job: job.id, problems };
    });
  }

  #isSurroundedAs(surroundings: readonly unknown[]): boolean {
    return surroundings.length === this.#surroundings.length && surroundings.every((part, k) => part === this.#surroundings[k]);
  }

  #jobChecks(context: CheckContext): readonly JobCheck[] {
    return this.#checks.filter((check): check is JobCheck => 'runJob' in check && looksAt(check, context) && !isOff(check, context));
  }

  *#checkJobs(context: CheckContext, found: Kept[]): Generator<undefined, void> {
    const checks = this.#jobChecks(context);
    const surroundings = surroundingsOf(context);
    if (!this.#isSurroundedAs(surroundings)) this.#kept = new Map();
    this.#surroundings = surroundings;
    const before = this.#kept;
    const after = new Map<Job, readonly Kept[]>();
    let looked = 0;
    for (const job of context.pipeline.jobs) {
      let kept = before.get(job);
      if (!kept) {
        kept = lookAt(job, context, checks);
        // At once, so that a check that is stopped here and begun anew goes on from here.
        before.set(job, kept);
        if (++looked % JOBS_A_SLICE === 0) yield undefined;
      }
      after.set(job, kept);
      found.push(...kept);
    }
    this.#kept = after;
  }
}

function lookAt(job: Job, context: CheckContext, checks: readonly JobCheck[]): readonly Kept[] {
  const found: Kept[] = [];
  for (const check of checks) guarded(check, context, found, (report) => check.runJob(job, context, report), job);
  return found;
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
