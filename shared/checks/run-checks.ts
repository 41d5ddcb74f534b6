import type { Job } from '#shared/pipeline/pipeline.ts';
import { pathAt } from '#shared/yaml/path-at.ts';
import type { Check, CheckContext, DocumentCheck, Finding, JobCheck, Step } from './check.ts';
import { checks as allChecks } from './checks.ts';
import { ownerOf } from './place.ts';
import { compareProblems, type FixStep, type Problem, type ProblemFix, type Severity } from './problem.ts';
import { silencer } from './silence.ts';
import { surroundingsOf } from './surroundings.ts';
import { syntaxProblems } from './syntax-problems.ts';

interface Kept {
  readonly code: string;
  readonly severity: Severity;
  readonly finding: Finding;
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

  /** All at once. */
  check(context: CheckContext): readonly Problem[] {
    const steps = this.steps(context);
    for (;;) {
      const next = steps.next();
      if (next.done) return next.value;
    }
  }

  /** In slices of a few milliseconds; who asks may stop between two and begin anew with a later text. */
  *steps(context: CheckContext): Generator<void, readonly Problem[]> {
    const syntax = syntaxProblems(context);
    if (!context.doc.readable) return syntax;
    const found: Kept[] = [];
    yield* this.#checkJobs(context, found);
    for (const check of this.#checks) {
      if (!('run' in check) || !looksAt(check, context) || isOff(check, context)) continue;
      guarded(check, context, found, (report) => check.run(context, report));
      yield;
    }
    const isSilenced = silencer(context.doc);
    const problems = [...syntax, ...found.map((kept) => problemOf(kept, context))].filter((problem) => !isSilenced(problem));
    return [...problems, ...isSilenced.problems(context.path)].sort(compareProblems);
  }

  *#checkJobs(context: CheckContext, found: Kept[]): Generator<void, void> {
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
        if (++looked % JOBS_A_SLICE === 0) yield;
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

function problemOf({ code, severity, finding }: Kept, context: CheckContext): Problem {
  const { start, end } = finding.at;
  const field = finding.field ?? pathAt(context.doc, start)?.path ?? [];
  const related = (finding.related ?? []).map(({ message, at, path }) => ({ message, path: path ?? context.path, start: at.start, end: at.end }));
  const fixes = (finding.fixes ?? []).map(
    ({ id, title, steps }): ProblemFix => ({
      id,
      title,
      steps: steps.map(plainStep),
    }),
  );
  return { code, severity, message: finding.message, path: context.path, start, end, field, owner: finding.owner ?? ownerOf(field), related, fixes };
}

function plainStep(step: Step): FixStep {
  if ('text' in step) return { kind: 'text', edits: step.text() };
  return 'library' in step ? { kind: 'library', component: step.library } : { kind: 'edit', ...step };
}
