import { familyOfRole, iconOfJob, wordOfJob } from '#renderer/state/job-look.ts';
import { AUTOML_DATA_KEYS, isControlFlow } from '#shared/azureml/node-kinds.ts';
import { jobSchema } from '#shared/azureml/schema/jobs.ts';
import { asMapping, asText } from '#shared/pipeline/fields.ts';
import type { Job, Pipeline } from '#shared/pipeline/pipeline.ts';
import { chooseForm } from './choose-form.ts';
import { CONTROL_FORM_KEYS, controlSection, PREVIEW_NOTICE } from './control-form.ts';
import type { Form, FormHead, Link, Row, Section } from './form-model.ts';
import { inputRow, outputRow } from './port-rows.ts';
import type { RowContext } from './schema-rows.ts';
import { summaryOf } from './schema-rows.ts';
import { ABOUT, type SectionPlan, sectionsOf } from './sections.ts';
import { searchSpaceSection } from './sweep-form.ts';

const RUNS_ON: SectionPlan = { id: 'runs-on', title: 'Runs on', keys: ['compute', 'environment', 'environment_id'], kind: 'main' };
const WHAT = ['command', 'code', 'entry', 'args'];
const DEFINITION: SectionPlan = { id: 'definition', title: 'Kind and component', keys: ['type', 'component', 'trial'], kind: 'more' };

/** The form of a job: its ports in the order of its component, where it runs, then every other key that its kind knows or its lines hold. */
export function jobForm(pipeline: Pipeline, job: Job, options: { readonly text: string; readonly isSheet?: boolean }): Form {
  const end = `parent.jobs.${job.id}`;
  const context: RowContext = { text: options.text, end };
  const map = asMapping(job.entry.value);
  const isInline = job.component === undefined || job.component.where === 'inline';
  const schema = chooseForm(jobSchema(job.kind, isInline && map?.entry('component') === undefined), map);
  const skip = new Set([
    'inputs',
    'outputs',
    ...(job.kind === 'automl' ? AUTOML_DATA_KEYS : []),
    ...(job.kind === 'import' ? ['output'] : []),
    ...(isControlFlow(job.kind) ? CONTROL_FORM_KEYS : []),
  ]);
  const what: SectionPlan = { id: 'command', title: 'Command', keys: WHAT, kind: isInline ? 'main' : 'more' };
  const runsOn: SectionPlan = options.isSheet ? { ...RUNS_ON, kind: 'more', isOpen: false } : RUNS_ON;
  const others = sectionsOf(context, schema, map, ['jobs', job.id], [...(isInline ? [what, runsOn] : [runsOn, what]), DEFINITION, ABOUT], skip);
  return {
    key: end,
    end,
    head: headOf(job),
    sections: [
      ...portSections(context, pipeline, job, isInline),
      ...(isControlFlow(job.kind) ? [controlSection(context, pipeline, job)] : []),
      ...others.map((section) =>
        section.id === RUNS_ON.id
          ? inherit(section, pipeline, job)
          : job.kind === 'sweep' && section.id === 'search_space'
            ? searchSpaceSection(job, section)
            : section,
      ),
    ],
  };
}

function portSections(context: RowContext, pipeline: Pipeline, job: Job, isInline: boolean): readonly Section[] {
  const inputs = job.inputs.map((port) => inputRow(context, job, port));
  const outputs = job.outputs.map((port) => outputRow(context, pipeline, job, port));
  if (isControlFlow(job.kind) && inputs.length === 0 && outputs.length === 0) return [];
  const isOpenEnded = isInline || !job.resolved;
  const section = (side: 'inputs' | 'outputs', rows: readonly Row[]): Section => ({
    id: side,
    title: side === 'inputs' ? 'Inputs' : 'Outputs',
    kind: 'main',
    isOpen: true,
    summary: summaryOf(rows),
    rows,
    add: isOpenEnded
      ? {
          label: side === 'inputs' ? 'Add an input' : 'Add an output',
          keyName: side === 'inputs' ? 'input' : 'output',
          path: ['jobs', job.id, side],
          value: side === 'inputs' ? '' : { type: 'uri_folder' },
          taken: rows.map((row) => row.label),
        }
      : undefined,
    none: side === 'inputs' ? 'It takes nothing.' : 'It hands out nothing.',
  });
  return [section('inputs', inputs), section('outputs', outputs)];
}

/** What the pipeline or the component gives while the job itself says nothing. */
function inherit(section: Section, pipeline: Pipeline, job: Job): Section {
  const rows = section.rows.map((row): Row => {
    if (row.isWritten) return row;
    if (row.label === 'compute' && pipeline.defaultCompute !== undefined)
      return { ...row, isMissing: false, fallback: { text: shortRef(pipeline.defaultCompute), word: 'pipeline' } };
    const own = job.component?.declared?.environment;
    if (row.label === 'environment' && own !== undefined) return { ...row, isMissing: false, fallback: { text: shortRef(own), word: 'component' } };
    return row;
  });
  const first = rows.find((row) => row.label === 'compute');
  const summary = first?.isWritten ? shortRef(first.text) : (first?.fallback?.text ?? section.summary);
  return { ...section, rows, summary };
}

/** `azureml:cpu-cluster` where there is only room for the name. */
function shortRef(ref: string): string {
  return ref.replace(/^azureml:(?!\/)/, '');
}

function headOf(job: Job): FormHead {
  const component = job.component;
  const kind = wordOfJob(job);
  const links: Link[] =
    component && component.where !== 'inline'
      ? [component.path === undefined ? { text: component.label } : { text: component.label, file: component.path }]
      : job.summary === undefined
        ? []
        : [{ text: job.summary }];
  const isPipeline = component?.declared?.kind === 'pipeline-component';
  return {
    icon: iconOfJob(job),
    family: familyOfRole(job.role),
    title: job.id,
    isName: true,
    rename: { id: 'rename-job', args: { job: job.id } },
    // Words of the format keep their letters: parallel_for.
    about: isControlFlow(job.kind) ? kind : `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`,
    links,
    description: job.description ?? component?.declared?.description ?? asText(asMapping(job.entry.value)?.get('description')),
    notice: isControlFlow(job.kind) ? PREVIEW_NOTICE : component?.reason,
    ...(job.kind === 'if-else' ? { remedy: { id: 'pipeline.gateInstead', label: 'Insert a gate instead', icon: 'gate-set' } } : {}),
    commands: [
      ...(component?.path === undefined ? [] : [{ id: 'pipeline.openComponent', label: 'Open its component', icon: 'box' } as const]),
      ...(isPipeline
        ? [
            { id: 'graph.stepInto', label: 'Step into the pipeline', icon: 'chevron-right' } as const,
            { id: 'pipeline.inline', label: 'Inline this pipeline', icon: 'list-tree' } as const,
          ]
        : []),
      { id: 'pipeline.duplicateJob', label: 'Duplicate', icon: 'copy' },
      ...(job.kind === 'command' && component?.key === 'component'
        ? [{ id: 'pipeline.makeSweep', label: 'Turn into a sweep', icon: 'sliders-horizontal' } as const]
        : []),
      ...(job.kind === 'sweep' ? [{ id: 'pipeline.makeCommand', label: 'Turn into a command job', icon: 'terminal' } as const] : []),
      { id: 'pipeline.toggleComment', label: 'Comment out', icon: 'hash' },
      { id: 'pipeline.extract', label: 'Extract into a pipeline component', icon: 'package' },
      { id: 'pipeline.deleteJob', label: 'Delete', icon: 'x' },
    ],
  };
}
