import { ok, type Result } from '#shared/base/result.ts';
import type { EditContext, Refusal } from '#shared/edits/edit.ts';
import { runEdit } from '#shared/edits/run-edit.ts';
import { set } from '#shared/edits/set.edit.ts';
import { unset } from '#shared/edits/unset.edit.ts';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { TextEdit } from '#shared/yaml/text-edit.ts';
import { CHECKS_FILE } from './checks-file.ts';
import type { Severity } from './problem.ts';

/**
 * Says in the text of `.sluice/checks.yml` (empty: there is none yet) how a problem is reported in this project; undefined takes back what is said. Every
 * other byte stays.
 */
export function setSeverity(text: string, code: string, level: Severity | 'off' | undefined): Result<readonly TextEdit[], Refusal> {
  if (level !== undefined && text.trim() === '')
    return ok([{ start: 0, end: text.length, newText: `severity:\n  ${code}: ${level === 'off' ? "'off'" : level}\n` }]);
  const doc = readYaml(text);
  const components = { version: 0, read: () => 'missing' as const };
  const context: EditContext = {
    path: CHECKS_FILE,
    doc,
    pipeline: readPipeline(doc, { path: CHECKS_FILE, components }),
    components,
    project: { list: () => [], read: () => undefined },
  };
  const path = ['severity', code];
  const result = level === undefined ? runEdit(unset, context, { path }) : runEdit(set, context, { path, value: level });
  if (result.ok) return ok(result.value.edits);
  return level === undefined && result.failure.reason === 'no-such-path' ? ok([]) : result;
}
