import type { FieldSchema } from '#shared/azureml/schema/key-schema.ts';
import type { Path } from '#shared/edits/splice/plain.ts';
import type { YamlMapping } from '#shared/yaml/tree.ts';
import type { Row, Section } from './form-model.ts';
import { type RowContext, rowsOfMap, sentence, summaryOf } from './schema-rows.ts';

/** Keys that stand together under a title. */
export interface SectionPlan {
  readonly id: string;
  readonly title: string;
  readonly keys: readonly string[];
  readonly kind: Section['kind'];
  readonly isOpen?: boolean;
}

/** What describes without changing what runs. */
const ABOUT_KEYS = ['display_name', 'description', 'tags', 'properties', 'comment', 'name', 'experiment_name'];
export const ABOUT: SectionPlan = { id: 'about', title: 'Tags and description', keys: ABOUT_KEYS, kind: 'more' };

/**
 * The keys of a map in sections: those that are planned first, then one for each key that holds more than a value, and one for all the others.
 * What the format does not know stands in the section of the key before it, or under Settings when that one is shut. Nothing that stands in the file is left out.
 */
export function sectionsOf(
  context: RowContext,
  schema: FieldSchema,
  node: YamlMapping | undefined,
  path: Path,
  plans: readonly SectionPlan[],
  skip: ReadonlySet<string>,
): readonly Section[] {
  const rows = rowsOfMap(context, schema, node, path, skip);
  const planOf = new Map(plans.flatMap((plan) => plan.keys.map((key) => [key, plan.id] as const)));
  const groups = new Map<string, Row[]>(plans.map((plan) => [plan.id, []]));
  const isMain = new Set(plans.filter((plan) => plan.kind === 'main').map((plan) => plan.id));
  const own: Row[] = [];
  const known = new Set([...Object.keys(schema.keys ?? {}), ...planOf.keys()]);
  const others: Row[] = [];
  let before = 'settings';
  for (const row of rows) {
    const planned = planOf.get(row.label);
    if (planned !== undefined) {
      groups.get(planned)?.push(row);
      before = isMain.has(planned) ? planned : 'settings';
    } else if (row.control.kind === 'group') own.push(row);
    else if (!known.has(row.label) && row.control.kind === 'yaml' && groups.has(before)) groups.get(before)?.push(row);
    else {
      others.push(row);
      before = 'settings';
    }
  }
  const sections = plans.flatMap((plan) => {
    const found = (groups.get(plan.id) ?? []).sort((a, b) => rank(plan, a) - rank(plan, b));
    return found.length === 0 ? [] : [sectionOf(plan, found)];
  });
  const about = sections.filter((section) => section.id === ABOUT.id || section.id === 'definition');
  const main = sections.filter((section) => !about.includes(section));
  const settings =
    others.length === 0
      ? []
      : [sectionOf({ id: 'settings', title: 'Settings', keys: [], kind: others.some((row) => row.isWritten || row.isMissing) ? 'main' : 'more' }, others)];
  return [...main, ...settings, ...own.map((row) => ownSection(row)), ...about];
}

function rank(plan: SectionPlan, row: Row): number {
  const at = plan.keys.indexOf(row.label);
  return at < 0 ? plan.keys.length : at;
}

/** A section from its rows. */
export function sectionOf(plan: SectionPlan, rows: readonly Row[]): Section {
  return { id: plan.id, title: plan.title, kind: plan.kind, isOpen: plan.isOpen ?? plan.kind === 'main', summary: summaryOf(rows), rows };
}

/** `environment_variables` becomes a section of its own, "Environment variables". */
function ownSection(row: Row, isOpen = false): Section {
  const control = row.control;
  const title = sentence(row.label.replace(/^\$/, '').replace(/[_.]/g, ' '));
  if (control.kind !== 'group') return { ...sectionOf({ id: row.label, title, keys: [], kind: 'more', isOpen }, [row]), isKey: true, isWritten: row.isWritten };
  const isWanted = row.isMissing || isOpen;
  return {
    id: row.label,
    title,
    kind: 'more',
    isOpen: isWanted,
    summary: row.isWritten ? control.summary : row.isMissing ? 'required' : 'none',
    rows: control.rows,
    add: control.add,
    none: row.description,
    isKey: true,
    isWritten: row.isWritten,
  };
}
