import type { Expression, ExpressionAt } from '#shared/azureml/expression.ts';
import { parseExpressions } from '#shared/azureml/expressions.ts';
import type { DocumentKind } from '#shared/azureml/kinds.ts';
import { asScalar } from '#shared/pipeline/fields.ts';
import type { YamlEntry, YamlScalar } from '#shared/yaml/tree.ts';
import type { CheckContext } from '../check.ts';
import { fieldsIn, fieldsOfJob, type Keys } from '../common/walk.ts';

/** Pipelines, for jobs with a command of their own, and command components. */
export const WITH_COMMANDS: readonly DocumentKind[] = ['pipeline-job', 'pipeline-component', 'command-component'];

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
  readonly job: string | undefined;
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

/** The commands of a document: of its inline jobs, of components that are written inline, or of the component that it is. */
export function commandsOf(context: CheckContext): readonly Command[] {
  const { doc, pipeline } = context;
  if (pipeline.document === 'command-component') {
    const found = commandIn(fieldsIn(doc.map), [], 'This component', undefined);
    return found ? [found] : [];
  }
  const commands: Command[] = [];
  for (const job of pipeline.jobs) {
    const use = job.component;
    if (use?.where !== 'inline' || (job.kind !== 'command' && job.kind !== 'sweep')) continue;
    const fields = fieldsOfJob(job);
    const isBody = use.key !== 'inline';
    const path = ['jobs', job.id, ...(isBody ? [use.key] : [])];
    const found = commandIn(isBody ? fieldsIn(fields.get(use.key)?.value) : fields, path, `Job \`${job.id}\``, job.id);
    if (found) commands.push(found);
  }
  return commands;
}

function commandIn(fields: ReadonlyMap<string, YamlEntry>, owner: Keys, who: string, job: string | undefined): Command | undefined {
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
