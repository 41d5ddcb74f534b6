import type { Verdict } from '#shared/gates/verdict.ts';
import type { FailureCause } from './failure.ts';
import type { TaskId } from './run-plan.ts';

/** How a task ended. `stopped`: by a person or because the run was. `skipped`: the branch was not taken, or what it waits for did not end well. */
export type TaskResult = 'passed' | 'held-back' | 'failed' | 'stopped' | 'skipped';
export type RunResult = 'passed' | 'held-back' | 'failed' | 'stopped';

export type EndReason =
  | 'exit-zero'
  | 'gate-said-no'
  | 'exit-non-zero'
  | 'spawn-error'
  | 'timed-out'
  | 'killed'
  | 'output-missing'
  | 'environment-failed'
  | 'stop-asked'
  | 'branch-not-taken'
  | 'output-recorded'
  | 'source-did-not-pass'
  | 'gate-held-back'
  | 'not-asked-for';

interface Base {
  readonly run: string;
  /** ISO 8601, UTC, ms. */
  readonly at: string;
}

/** One line of `events.jsonl` and of `sluice run --json`. Keys are never removed, new ones may appear. */
export type RunEvent =
  | (Base & {
      readonly type: 'run-started';
      readonly file: string;
      readonly name: string;
      /** `environment`: the one that has to be there before it starts. */
      readonly jobs: readonly { readonly id: TaskId; readonly job: string; readonly waitsFor: readonly TaskId[]; readonly environment?: string }[];
      readonly simulated?: true;
      readonly pid: number;
    })
  | (Base & { readonly type: 'environment-started'; readonly environment: string; readonly key: string })
  | (Base & {
      readonly type: 'environment-progress';
      readonly environment: string;
      readonly step: 'resolve' | 'download' | 'install' | 'check';
      readonly share?: number;
    })
  | (Base & {
      readonly type: 'environment-finished';
      readonly environment: string;
      readonly result: 'ready' | 'failed';
      readonly message?: string;
      readonly notes: readonly string[];
    })
  | (Base & { readonly type: 'job-started'; readonly job: TaskId; readonly why: string; readonly attempt: number; readonly pid?: number; readonly log: string })
  | (Base & {
      readonly type: 'job-reused';
      readonly job: TaskId;
      readonly why: string;
      readonly from: string | undefined;
      readonly result: 'passed' | 'held-back';
      readonly key: string;
      /** How long it took when it ran. */
      readonly tookMs?: number;
    })
  | (Base & { readonly type: 'job-progress'; readonly job: TaskId; readonly done: number; readonly of: number })
  | (Base & { readonly type: 'metric'; readonly job: TaskId; readonly name: string; readonly value: number; readonly step: number })
  | (Base & { readonly type: 'verdict'; readonly job: TaskId; readonly verdict: Verdict })
  /** A person is asked; nothing is counted against the job while it waits. `until`: ISO time at which nobody is asked any more. */
  | (Base & { readonly type: 'approval-asked'; readonly job: TaskId; readonly question: string; readonly approvers?: string; readonly until?: string })
  | (Base & { readonly type: 'approval-answered'; readonly job: TaskId; readonly answer: 'approved' | 'held-back'; readonly who: string; readonly why: string })
  | (Base & {
      readonly type: 'job-finished';
      readonly job: TaskId;
      readonly result: TaskResult;
      readonly reason: EndReason;
      readonly exitCode?: number;
      readonly durationMs: number;
      /** One sentence, when it did not pass. */
      readonly message?: string;
      /** Why it probably failed. */
      readonly cause?: FailureCause;
      readonly key?: string;
    })
  | (Base & { readonly type: 'note'; readonly job?: TaskId; readonly message: string })
  | (Base & { readonly type: 'run-finished'; readonly result: RunResult; readonly durationMs: number; readonly message?: string });
