import { DISTRIBUTION_OF_VALUES } from '#shared/azureml/schema/jobs/sweep-keys.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import type { Row, RowControl, Section } from './form-model.ts';

type Group = Extract<RowControl, { kind: 'group' }>;

/** Every way to draw values, whichever form is written now. */
const DISTRIBUTIONS = (DISTRIBUTION_OF_VALUES.options ?? []).flatMap((option) => option.keys?.type?.enum ?? []);

/** The search space of a sweep: open, each input with how its values are drawn, choices on one line. */
export function searchSpaceSection(job: Job, section: Section): Section {
  return { ...section, isOpen: true, rows: section.rows.map((row) => parameterRow(job, row)) };
}

function parameterRow(job: Job, row: Row): Row {
  const { control } = row;
  if (control.kind !== 'group') return row;
  return {
    ...row,
    control: { ...control, isOpen: true, rows: control.rows.map((each) => (each.label === 'type' ? typeRow(job, row.label, each) : listRow(each))) },
  };
}

/** Another way to draw values needs other keys: they are written together. */
function typeRow(job: Job, input: string, row: Row): Row {
  if (row.control.kind !== 'choice') return row;
  return {
    ...row,
    control: { kind: 'choice', values: DISTRIBUTIONS },
    target: { kind: 'edit', id: 'search-input', args: { job: job.id, input }, key: 'as' },
    actions: [],
  };
}

/** Plain values stand in one field, with commas between them. */
function listRow(row: Row): Row {
  const { control } = row;
  if (row.label !== 'values' || control.kind !== 'group' || !control.rows.every(isPlain)) return row;
  return {
    ...row,
    control: { kind: 'text', isMultiline: false },
    text: itemsText(control),
    target: { kind: 'path', path: control.add?.path.slice(0, -1) ?? [], type: 'list', keepsEmpty: false, mayBind: false },
    description: `${row.description} Commas between them.`.trim(),
  };
}

function isPlain(row: Row): boolean {
  return (row.control.kind === 'text' || row.control.kind === 'number' || row.control.kind === 'switch') && !/[,[\]{}'"\n]/.test(row.text) && row.text !== '';
}

function itemsText(group: Group): string {
  return group.rows.map((row) => row.text).join(', ');
}
