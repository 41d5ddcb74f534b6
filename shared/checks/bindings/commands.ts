import type { Expression, ExpressionAt } from '#shared/azureml/expression.ts';
import { parseExpressions } from '#shared/azureml/expressions.ts';
import type { DocumentKind } from '#shared/azureml/kinds.ts';
import { asScalar } from '#shared/pipeline/fields.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import type { YamlEntry, YamlScalar } from '#shared/yaml/tree.ts';
import type { CheckContext, DocumentCheck, JobCheck, Report } from '../check.ts';
import { fieldsIn, fieldsOfJob, type Keys } from '../common/walk.ts';

/** Pipelines, for jobs with a command of their own, and command components. */
const WITH_COMMANDS: readonly DocumentKind[] = ['pipeline-job', 'pipeline-component', 'command-component'];

/** A command and what it may name. */
export interface Command {
  readonly node: YamlScalar;
  /** Keys from the root to the command. */
  readonly path: Keys;
  /** Keys from the root to what declares the inputs and outputs. */
  readonly owner: Keys;
  /** How a sentence calls it: "Job `train`". */
  readonly who: string;
  /** The job that holds it; undefined for a component's own file. */
  readonly job: Job | undefined;
  readonly inputs: ReadonlyMap<string, YamlEntry>;
  readonly outputs: ReadonlyMap<string, YamlEntry>;
  readonly expressions: readonly ExpressionAt[];
  /** All expressions of the job or component, those of other settings included. */
  readonly uses: (kind: Expression['kind'], name: string) => boolean;
}

const known = new WeakMap<YamlScalar, readonly ExpressionAt[]>();

/** Expressions of a scalar, parsed once for as long as it stands. */
export function expressionsOf(node: YamlScalar): readonly ExpressionAt[] {
  const before = known.get(node);
  if (before) return before;
  const found = parseExpressions(node.text);
  known.set(node, found);
  return found;
}

const ofJobs = new WeakMap<Job, Command | undefined>();

/** The command of an inline job, or of a component that is written inline in it; looked up once for as long as the job stays the same. */
export function commandOfJob(job: Job): Command | undefined {
  const use = job.component;
  if (use?.where !== 'inline' || (job.kind !== 'command' && job.kind !== 'sweep')) return undefined;
  if (ofJobs.has(job)) return ofJobs.get(job);
  const fields = fieldsOfJob(job);
  const isBody = use.key !== 'inline';
  const path = ['jobs', job.id, ...(isBody ? [use.key] : [])];
  const found = commandIn(isBody ? fieldsIn(fields.get(use.key)?.value) : fields, path, `Job \`${job.id}\``, job);
  ofJobs.set(job, found);
  return found;
}

/** The command of a document that is a component. */
export function ownCommand({ doc, pipeline }: CheckContext): Command | undefined {
  return pipeline.document === 'command-component' ? commandIn(fieldsIn(doc.map), [], 'This component', undefined) : undefined;
}

/** A check of commands looks at each in turn: the component's own, and those of a pipeline's jobs. */
export function overCommands(
  look: (command: Command, context: CheckContext, report: Report) => void,
): Pick<DocumentCheck & JobCheck, 'documents' | 'run' | 'runJob'> {
  return {
    documents: WITH_COMMANDS,
    run(context, report) {
      const command = ownCommand(context);
      if (command) look(command, context, report);
    },
    runJob(job, context, report) {
      const command = commandOfJob(job);
      if (command) look(command, context, report);
    },
  };
}

function commandIn(fields: ReadonlyMap<string, YamlEntry>, owner: Keys, who: string, job: Job | undefined): Command | undefined {
  const node = asScalar(fields.get('command')?.value);
  if (!node || node.type === 'null') return undefined;
  const expressions = expressionsOf(node);
  const names = new Set(expressions.map(({ expression }) => nameOf(expression)));
  return {
    node,
    path: [...owner, 'command'],
    owner,
    who,
    job,
    inputs: fieldsIn(fields.get('inputs')?.value),
    outputs: fieldsIn(fields.get('outputs')?.value),
    expressions,
    uses: (kind, name) => names.has(`${kind} ${name}`),
  };
}

function nameOf(expression: Expression): string {
  if (expression.kind === 'own-input') return `own-input ${expression.input}`;
  return expression.kind === 'own-output' ? `own-output ${expression.output}` : '';
}
