import { documentKindTitle } from '#shared/azureml/document-kind.ts';
import { schemaFor } from '#shared/azureml/schema/schema-for.ts';
import { asText } from '#shared/pipeline/fields.ts';
import type { Pipeline, PipelineEnd } from '#shared/pipeline/pipeline.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';
import type { Form, Link, Row, Section } from './form-model.ts';
import { plainRow, type RowContext } from './schema-rows.ts';
import { ABOUT, type SectionPlan, sectionsOf } from './sections.ts';

const PLANS: readonly SectionPlan[] = [
  { id: 'runs-on', title: 'Runs on', keys: ['compute'], kind: 'main' },
  { ...ABOUT, title: 'Name and description', keys: ['name', 'version', 'display_name', 'description', 'experiment_name', 'tags', 'properties'] },
  { id: 'definition', title: 'Kind of document', keys: ['type', '$schema', 'component'], kind: 'more' },
];
const SKIP = new Set(['inputs', 'outputs', 'jobs']);

/** The form of the pipeline itself: what stands beside its jobs. */
export function pipelineForm(pipeline: Pipeline, doc: YamlDocument, path: string): Form {
  const context: RowContext = { text: doc.text };
  const sections = sectionsOf(context, schemaFor(pipeline.document), doc.map, [], PLANS, SKIP);
  const settings = sections.find((section) => section.id === 'settings');
  const title = pipeline.name ?? path.split('/').at(-1) ?? path;
  const jobs = pipeline.jobs.length;
  return {
    key: `pipeline:${path}`,
    end: undefined,
    head: {
      icon: 'workflow',
      family: 'none',
      title,
      isName: true,
      about: `${documentKindTitle(pipeline.document)}, ${jobs} ${jobs === 1 ? 'job' : 'jobs'}`,
      links: [],
      description: asText(doc.map?.get('description')),
      notice: undefined,
      commands: [
        { id: 'pipeline.addJob', label: 'Add a job', icon: 'plus' },
        { id: 'pipeline.addInput', label: 'Add an input', icon: 'log-in' },
        { id: 'pipeline.addOutput', label: 'Add an output', icon: 'log-out' },
        { id: 'edit.selectAll', label: 'Select all jobs', icon: 'scan' },
      ],
    },
    sections: [
      endsSection(context, pipeline, 'inputs'),
      endsSection(context, pipeline, 'outputs'),
      ...(settings ? [{ ...settings, isOpen: true, kind: 'main' as const }] : []),
      ...sections.filter((section) => section !== settings),
    ],
  };
}

function endsSection(context: RowContext, pipeline: Pipeline, side: 'inputs' | 'outputs'): Section {
  const ends = pipeline[side];
  const word = side === 'inputs' ? 'input' : 'output';
  return {
    id: side,
    title: side === 'inputs' ? 'Inputs' : 'Outputs',
    kind: 'main',
    isOpen: true,
    summary: String(ends.length),
    rows: ends.map((end) => endRow(context, end, side)),
    addCommand: { label: `Add an ${word}`, id: side === 'inputs' ? 'pipeline.addInput' : 'pipeline.addOutput' },
    none: side === 'inputs' ? 'The pipeline is given nothing.' : 'The pipeline hands out nothing.',
  };
}

function endRow(context: RowContext, end: PipelineEnd, side: 'inputs' | 'outputs'): Row {
  const id = `parent.${side}.${end.name}`;
  const value = end.literal !== undefined ? String(end.literal) : (end.path ?? end.type ?? 'no value');
  const link: Link = { text: value, icon: side === 'inputs' ? 'log-in' : 'log-out', end: id };
  const word = side === 'inputs' ? 'input' : 'output';
  return {
    ...plainRow({ ...context, end: id }, end.name, [side, end.name], [end.type, end.description].filter((part) => part !== undefined).join('. ')),
    key: id,
    control: { kind: 'links', links: [link], none: '', isTinted: false },
    text: value,
    isWritten: true,
    actions: [
      { id: 'open', label: 'Open', icon: 'arrow-right', link },
      { id: 'rename', label: 'Rename', icon: 'pencil', edit: { id: `rename-${word}`, args: { name: end.name } }, asks: 'name' },
      { id: 'remove', label: 'Remove', icon: 'x', edit: { id: `remove-${word}`, args: { name: end.name } } },
    ],
  };
}
