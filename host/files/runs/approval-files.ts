import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from './run-folder.ts';
import { fileName, runPaths } from './run-paths.ts';

/** What a job asks a person: `question.json`, as the component `approval_gate` writes it. */
export interface ApprovalQuestion {
  readonly question: string;
  readonly approvers: string | undefined;
  /** ISO times: since when it is asked, and until when. */
  readonly asked: string | undefined;
  readonly until: string | undefined;
  /** What is asked about and what was shown, by name and fingerprint. */
  readonly candidate: ShownFile | undefined;
  readonly evidence: ShownFile | undefined;
}

interface ShownFile {
  readonly name: string;
  readonly sha256: string;
}

/** What a person answers: `answer.json`. */
export interface ApprovalAnswer {
  readonly answer: 'approved' | 'held-back';
  readonly who: string;
  readonly why: string;
  /** ISO time. */
  readonly at: string;
}

/** Where a job finds its answer: what the environment variable SLUICE_APPROVALS names. It stays with the run as evidence. */
export function approvalFolder(root: string, run: string, task: string): string {
  return join(runPaths.run(root, run), 'approvals', fileName(task));
}

/** The question of a job; undefined while it has not asked. */
export function readQuestion(root: string, run: string, task: string): ApprovalQuestion | undefined {
  const found = readJson(join(approvalFolder(root, run, task), 'question.json'));
  if (found === null || typeof found !== 'object' || !('question' in found) || typeof found.question !== 'string') return undefined;
  const text = (key: string) =>
    key in found && typeof found[key as keyof typeof found] === 'string' ? (found[key as keyof typeof found] as string) : undefined;
  const shown = (key: string) => shownIn((found as Readonly<Record<string, unknown>>)[key]);
  return {
    question: found.question,
    approvers: text('approvers'),
    asked: text('asked'),
    until: text('until'),
    candidate: shown('candidate'),
    evidence: shown('evidence'),
  };
}

/** Gives a job its answer, whole or not at all. */
export function writeAnswer(root: string, run: string, task: string, answer: ApprovalAnswer): void {
  const folder = approvalFolder(root, run, task);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'answer.json');
  writeFileSync(`${file}.tmp`, `${JSON.stringify(answer, undefined, 2)}\n`);
  renameSync(`${file}.tmp`, file);
}

function shownIn(value: unknown): ShownFile | undefined {
  if (value === null || typeof value !== 'object' || !('name' in value) || !('sha256' in value)) return undefined;
  return { name: String(value.name), sha256: String(value.sha256) };
}
