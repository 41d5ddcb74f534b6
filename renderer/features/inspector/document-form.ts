import { familyOfRole, iconOfRole } from '#renderer/state/job-look.ts';
import { documentKind, documentKindTitle, isComponentKind } from '#shared/azureml/document-kind.ts';
import type { DocumentKind } from '#shared/azureml/kinds.ts';
import { looksLikeGate, ROLE_TAG, roleOf } from '#shared/azureml/role.ts';
import { schemaFor } from '#shared/azureml/schema/schema-for.ts';
import { schemaOfProjectFile, titleOfProjectFile } from '#shared/language/project-file-schemas.ts';
import { asMapping, asText, fieldsOf } from '#shared/pipeline/fields.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';
import { chooseForm } from './choose-form.ts';
import type { Form, Row, RowAction, Section } from './form-model.ts';
import type { RowContext } from './schema-rows.ts';
import { type SectionPlan, sectionsOf } from './sections.ts';
import { isEmpty } from './use-start-pipeline.ts';

const RUNS: readonly SectionPlan[] = [
  {
    id: 'about',
    title: 'Name and description',
    keys: ['name', 'version', 'display_name', 'description', 'tags', 'properties', 'experiment_name', 'is_deterministic'],
    kind: 'main',
  },
  { id: 'command', title: 'Command', keys: ['command', 'code', 'environment', 'compute', 'entry', 'args', 'task'], kind: 'main' },
  { id: 'definition', title: 'Kind of document', keys: ['type', '$schema'], kind: 'more' },
];

/** The form of a document that is no pipeline: a component, an environment, an endpoint, a schedule. */
export function documentForm(doc: YamlDocument, path: string): Form {
  const kind = documentKind(doc.map, doc.text);
  const context: RowContext = { text: doc.text };
  const sections = sectionsOf(context, chooseForm(schemaOfProjectFile(path) ?? schemaFor(kind), doc.map), doc.map, [], RUNS, new Set());
  const about = sections.filter((section) => section.id === 'about');
  const ports = sections.filter((section) => section.id === 'inputs' || section.id === 'outputs');
  const rest = sections.filter((section) => !about.includes(section) && !ports.includes(section));
  const name = asText(doc.map?.get('name'));
  const version = asText(doc.map?.get('version'));
  const role = isComponentKind(kind) ? roleIn(doc, name) : undefined;
  const isNew = titleOfProjectFile(path) === undefined && isEmpty(doc.text);
  return {
    key: `document:${path}`,
    end: undefined,
    head: {
      icon: isComponentKind(kind) ? iconOfRole(role) : (ICONS[kind] ?? 'file-code'),
      family: familyOfRole(role),
      title: (titleOfProjectFile(path) === undefined ? name : undefined) ?? path.split('/').at(-1) ?? path,
      isName: true,
      about: `${titleOfProjectFile(path) ?? documentKindTitle(kind)}${version === undefined ? '' : `, version ${version}`}`,
      links: [],
      description: asText(doc.map?.get('description')),
      notice: isNew ? 'This file says nothing yet.' : undefined,
      ...(isNew ? { remedy: { id: 'file.startPipeline', label: 'Start a pipeline here', icon: 'workflow' } } : {}),
      commands: [],
    },
    sections: [...about, ...ports.map((section) => portSection(section, kind)), ...rest],
  };
}

const ICONS: Partial<Record<DocumentKind, Form['head']['icon']>> = {
  environment: 'package',
  data: 'database',
  model: 'box',
  'online-endpoint': 'rocket',
  'batch-endpoint': 'rocket',
  'online-deployment': 'rocket',
  'batch-deployment': 'rocket',
  schedule: 'clock',
};

/** The ports of a component stand open: they are what it is about. A rename follows into every pipeline that uses it. */
function portSection(section: Section, kind: DocumentKind): Section {
  const side = section.id === 'inputs' ? 'input' : 'output';
  const rename = (row: Row): RowAction => ({
    id: 'rename',
    label: 'Rename in all files that use it',
    icon: 'pencil',
    edit: { id: 'rename-port', args: { side, name: row.label } },
    asks: 'name',
  });
  const rows = section.rows.map((row) =>
    isComponentKind(kind)
      ? { ...row, control: withTypeAsSummary(row), actions: [rename(row), ...row.actions.filter((action) => action.id !== 'rename')] }
      : row,
  );
  return { ...section, kind: 'main', isOpen: true, rows, none: `It has no ${section.id}.` };
}

function withTypeAsSummary(row: Row): Row['control'] {
  if (row.control.kind !== 'group') return row.control;
  const value = (key: string) => (row.control.kind === 'group' ? row.control.rows.find((each) => each.label === key)?.text : undefined);
  const preset = value('default');
  return { ...row.control, summary: `${value('type') ?? ''}${preset ? ` = ${preset}` : ''}` };
}

function roleIn(doc: YamlDocument, name: string | undefined) {
  const names = (key: string) => {
    const map = asMapping(doc.map?.get(key));
    return map ? [...fieldsOf(map).keys()] : [];
  };
  const inputs = names('inputs');
  const outputs = names('outputs');
  const tag = asText(asMapping(doc.map?.get('tags'))?.get(ROLE_TAG));
  return roleOf({ tag, isSweep: false, isAutoml: false, looksLikeGate: looksLikeGate(inputs, outputs, name), names: [name ?? ''], outputs, inputs });
}
