import { parseComponentRef } from '#shared/azureml/component-ref.ts';
import type { JobKind } from '#shared/azureml/kinds.ts';
import { findLocal } from '#shared/azureml/local-file.ts';
import { componentKey } from '#shared/azureml/node-kinds.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';
import { asMapping } from '#shared/pipeline/fields.ts';
import type { ComponentInterface, Job } from '#shared/pipeline/pipeline.ts';
import { readComponent } from '#shared/pipeline/read-component.ts';
import type { YamlDocument } from '#shared/yaml/document.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { YamlEntry } from '#shared/yaml/tree.ts';
import { findDeclared, sayDeclared } from './declared-assets.ts';
import { fieldsIn, type PlanContext } from './plan-context.ts';
import { pathFrom } from './project-path.ts';
import type { Obstacle } from './run-plan.ts';

/** What a job executes: its component, or itself. */
export interface Body {
  /** The kind of the job, when its component decides. */
  readonly kind: JobKind;
  readonly fields: ReadonlyMap<string, YamlEntry>;
  /** The file that paths in it are relative to. */
  readonly file: string;
  /** Undefined for an inline job: its ports are what is written. */
  readonly declared: ComponentInterface | undefined;
  /** The document of a component file. */
  readonly doc: YamlDocument | undefined;
  /** Where a registered component was found. */
  readonly note?: string;
}

type Missing = Pick<Obstacle, 'code' | 'name' | 'message' | 'field'>;

/** Finds what a job executes; the failure says why that is not possible here. */
export function bodyOf(job: Job, file: string, context: PlanContext): Result<Body, Missing> {
  const use = job.component;
  const own = fieldsIn(job.entry.value);
  if (use === undefined || use.where === 'inline') {
    const inline = use === undefined || use.key === 'inline' ? undefined : asMapping(own.get(use.key)?.value);
    return ok({ kind: job.kind, fields: inline ? fieldsIn(inline) : own, file, declared: use?.declared, doc: undefined });
  }
  const key = use.key === 'inline' ? componentKey(job.kind) : use.key;
  const field = ['jobs', job.id, key];
  const ref = use.ref ?? '';
  const parsed = parseComponentRef(ref);
  const mapped = findLocal(context.local.components, ref);
  if (mapped) return componentFile(pathFrom('', mapped.entry.target + mapped.rest), job, field, context);
  switch (parsed.kind) {
    case 'local':
      return componentFile(pathFrom(file, parsed.file), job, field, context);
    case 'workspace':
    case 'arm':
    case 'registry': {
      const found = findDeclared('component', parsed, file, context.files);
      if (found) {
        const body = componentFile(found.file, job, field, context);
        return body.ok ? ok({ ...body.value, note: `${ref} is taken from ${found.file}, which declares it.` }) : body;
      }
      const where = parsed.kind === 'registry' ? 'a registry component' : 'a component of an Azure ML workspace';
      const message = `\`${job.id}\` needs Azure ML: it is ${where}.${sayDeclared('component', parsed, file, context.files)} Map ${ref} in .sluice/local.yml to a local component (for this call with --map ${ref}=component.yml), or record under outputs what it would write (${job.id}.${job.outputs[0]?.name ?? 'OUTPUT'}: ./path).`;
      return fail({ code: 'remote-component', name: ref, message, field });
    }
    case 'invalid':
      return fail({
        code: use.ref === undefined ? 'unreadable' : 'remote-component',
        name: use.ref,
        message: `\`${job.id}\` cannot run: ${lowerFirst(use.reason ?? parsed.reason)}`,
        field,
      });
  }
}

function componentFile(path: string, job: Job, field: readonly string[], context: PlanContext): Result<Body, Missing> {
  const text = context.files.read(path);
  if (text === undefined) {
    return fail({
      code: 'missing-file',
      name: path,
      message: `\`${job.id}\` has no component: there is no file ${path}. Create it, or name the one that is meant.`,
      field,
    });
  }
  const declared = readComponent(text);
  const doc = readYaml(text);
  if (!doc.readable || !doc.map || !declared) {
    const why = doc.readable ? 'it is no component' : (doc.problems.find((one) => one.severity === 'error')?.message ?? 'its YAML is broken');
    return fail({ code: 'unreadable', name: path, message: `\`${job.id}\` cannot run: ${path} cannot be read, ${lowerFirst(why)}`, field });
  }
  return ok({ kind: job.type === undefined ? (KIND_OF[declared.kind] ?? job.kind) : job.kind, fields: fieldsIn(doc.map), file: path, declared, doc });
}

const KIND_OF: Readonly<Record<string, JobKind>> = {
  'pipeline-component': 'pipeline',
  'pipeline-job': 'pipeline',
  'parallel-component': 'parallel',
  promptflow: 'parallel',
  'spark-component': 'spark',
  'data-transfer-component': 'data-transfer',
  'import-component': 'import',
  'automl-component': 'automl',
};

function lowerFirst(sentence: string): string {
  return /^[A-Z][a-z]/.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence;
}
