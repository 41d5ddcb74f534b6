import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { problemsOnDisk } from '../testing/project-on-disk.ts';
import type { Problem } from './problem.ts';

// What the reference implementation says of broken and sound files: a folder beside the project.
const folder = join('..', 'shared', 'azureml', 'oracle-fixtures');
const isThere = existsSync(join(folder, 'expected.json'));

interface Verdict {
  readonly private_features: boolean;
  readonly result: 'accepted' | 'rejected';
  readonly errors?: readonly { readonly path: string | null }[];
}

/** Files that the reference implementation takes and that fail later, or not as their writer meant; with the rule that says so. */
const KNOWN_BETTER: Readonly<Record<string, string>> = {
  'B01_unres_parent_input.yml': 'BND-001',
  'B03_unres_job.yml': 'BND-002',
  'B05_unres_job_output.yml': 'BND-003',
  'B07_cycle.yml': 'GRF-001',
  'B08_cycle_inline.yml': 'GRF-001',
  'B09_self.yml': 'BND-005',
  'B12_spaces.yml': 'BND-008',
  'B12b_spaces_inline.yml': 'BND-008',
  'B12c_spaces_out.yml': 'BND-008',
  'B16_out_undeclared.yml': 'BND-004',
  'B19_out_jobs.yml': 'BND-011',
  'B34b_dotted_unres.yml': 'BND-001',
  'B35_cmd_unres.yml': 'BND-015',
  'B36_cmd_out_unres.yml': 'BND-015',
  'B37_cmd_parent.yml': 'BND-015',
  'B40_malformed.yml': 'BND-006',
  'B41_empty_expr.yml': 'BND-006',
  'B42_parents_typo.yml': 'BND-006',
  'B48_two_nodes_same_pout.yml': 'BND-012',
  'C04_data2int.yml': 'TYP-004',
  'C05_overmax.yml': 'TYP-006',
  'C06_enum.yml': 'TYP-007',
  'C07_strbool.yml': 'TYP-005',
  'C08_floatint.yml': 'TYP-005',
  'C09_strint.yml': 'TYP-005',
  'D29c_envinline_both.yml': 'ENV-001',
  'D37e_ifelse_unres.yml': 'CTL-002',
  'P03_notask.yml': 'PAR-002',
  'P13_entry_missing.yml': 'REF-006',
  'S04_unknown_hp.yml': 'SWP-002',
};

/** A right place that the reference implementation names otherwise: a job that stands alone beside `on_init` is the fault of `on_init`. */
const ELSEWHERE: Readonly<Record<string, string>> = { 'D24_settings_unk.yml': 'settings' };

const verdicts: readonly (readonly [string, Verdict])[] = isThere
  ? Object.entries(JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<string, Verdict>)
  : [];

function errorsOf(file: string, verdict: Verdict): readonly Problem[] {
  const profile = verdict.private_features ? 'preview' : 'ga';
  // The files were loaded from the folder above.
  return problemsOnDisk(folder, file, { profile }, `exp/${file}`).filter((problem) => problem.severity === 'error');
}

/** Whether an error stands at a path that the reference implementation names, above it or below it. */
function isAt(problem: Problem, path: string): boolean {
  if (path === '*' || path.includes('\\u')) return true;
  const field = problem.field.map(String).join('.');
  // What a job says itself is named as if it stood in a component of its own.
  return [path, path.replace(/\.component(?=\.|$)/, '')].some((named) => `${named}.`.startsWith(`${field}.`) || `${field}.`.startsWith(`${named}.`));
}

describe.skipIf(!isThere)('the reference implementation', () => {
  test('takes nothing that is without an error here', () => {
    const missed: string[] = [];
    for (const [file, verdict] of verdicts.filter(([, { result }]) => result === 'rejected')) {
      const errors = errorsOf(file, verdict);
      const paths = [...(verdict.errors ?? []).flatMap(({ path }) => path ?? []), ...(ELSEWHERE[file] === undefined ? [] : [ELSEWHERE[file]])];
      if (errors.length === 0) missed.push(`${file}: no error; ${paths.join(', ')}`);
      else if (paths.length > 0 && !errors.some((problem) => paths.some((path) => isAt(problem, path))))
        missed.push(`${file}: ${errors.map((problem) => `${problem.code} at ${problem.field.join('.')}`).join(', ')}; expected at ${paths.join(', ')}`);
    }

    expect(missed).toEqual([]);
  });

  test('refuses nothing that has an error here, except where more is known', () => {
    const wrong: string[] = [];
    for (const [file, verdict] of verdicts.filter(([, { result }]) => result === 'accepted')) {
      const errors = errorsOf(file, verdict);
      if (errors.length > 0 !== file in KNOWN_BETTER)
        wrong.push(`${file}: ${errors.map((problem) => `${problem.code}: ${problem.message}`).join(' | ') || 'nothing'}`);
    }

    expect(wrong).toEqual([]);
  });
});
