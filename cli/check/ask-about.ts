import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findAppRoot } from '#host/files/app-root.ts';
import { askSdk, type SdkAnswer } from '#host/runner/ask-sdk.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';
import { explainDump } from '#shared/checks/explain/explain.ts';
import type { Problem } from '#shared/checks/problem.ts';
import type { Checked } from './checked-project.ts';

/** What azure-ai-ml says about a checked file, beside our own checks. */
export interface Asked {
  readonly answer: SdkAnswer;
  /** For a person. */
  readonly sentence: string;
  /** What it refuses and our checks do not, as a problem like all others. */
  readonly problem: Problem | undefined;
}

/** Asks the SDK of a Python about the file as it lies on disk; the failure is one sentence. */
export async function askAbout(python: string, checked: Checked): Promise<Result<Asked, string>> {
  const { document, doc, pipeline, name, problems } = checked;
  const appRoot = await findAppRoot(dirname(fileURLToPath(import.meta.url)));
  const asked = await askSdk({ appRoot, python, file: join(document.root, document.path), kind: pipeline.document });
  if (!asked.ok) return fail(asked.failure);
  const answer = asked.value;
  const who = `azure-ai-ml ${answer.version}`;
  if (answer.outcome === 'accepted') return ok({ answer, sentence: `${who} accepts ${name}.`, problem: undefined });
  if (answer.outcome === 'not-loaded') return ok({ answer, sentence: `${who} has nothing that loads this kind of document.`, problem: undefined });
  const said = explainDump(answer.dump, { doc, problems });
  const words = said.kind === 'known' ? said.sentence : said.lines.join(' ') || 'It gives no reason.';
  const sentence = `${who} refuses ${name}${said.line === undefined ? '' : `, line ${said.line}`}: ${words}`;
  if (said.problem?.severity === 'error') return ok({ answer, sentence, problem: undefined });
  const place = said.place ?? { start: 0, end: doc.text.indexOf('\n') + 1 };
  const problem: Problem = {
    code: 'azure-ai-ml',
    severity: 'error',
    message: `${who} refuses this: ${words}`,
    path: document.path,
    ...place,
    field: said.field,
    owner: said.owner,
    related: [],
    fixes: [],
  };
  return ok({ answer, sentence, problem });
}
