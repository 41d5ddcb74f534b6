import { parseExpressions, soleExpression } from '#shared/azureml/expressions.ts';
import type { PortType } from '#shared/azureml/kinds.ts';
import { isLiteralType, portType, typeOfLiteral } from '#shared/azureml/port-types.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import { asLiteral, asMapping, asScalar, asText, isNull } from '#shared/pipeline/fields.ts';
import { findPort } from '#shared/pipeline/find-port.ts';
import type { ComponentPort, Job, Pipeline, Port } from '#shared/pipeline/pipeline.ts';
import type { YamlNode } from '#shared/yaml/tree.ts';
import { literalText } from './literal-text.ts';
import type { Body } from './plan-body.ts';
import { fieldsIn, type PlanContext, type PlanNotes } from './plan-context.ts';
import { isMappedAddress, planData } from './plan-data.ts';
import type { TaskId, TaskInput } from './run-plan.ts';

const NOTHING: TaskInput = { from: 'nothing' };

/** An output of a job that is not run. */
interface RecordedOutput {
  readonly id: TaskId;
  readonly port: string;
  /** Undefined: others of the job are recorded, this one is not. */
  readonly target: string | undefined;
  readonly type: PortType | undefined;
}

/** The loop that a job is the body of. */
export interface BodyOf {
  readonly task: TaskId;
  readonly gives: ReadonlySet<string>;
}

/** A pipeline inside of a plan: the file itself, or a sub-pipeline with what its job gives it. */
export class PlanScope {
  /** By name of a job: the pipeline that it stands for. */
  readonly subs = new Map<string, PlanScope>();
  /** By name of a job that is the body of a loop: the loop, and the inputs that it gives to each round. */
  readonly loops = new Map<string, BodyOf>();
  /** By name of a job: what it executes. */
  readonly bodies = new Map<string, Body>();
  readonly #inputs = new Map<string, TaskInput>();
  readonly #open = new Set<string>();

  constructor(
    readonly pipeline: Pipeline,
    /** The file that paths in it are relative to. */
    readonly file: string,
    /** In front of names of jobs: '' or `scoring.`. */
    readonly prefix: string,
    /** The job under the top-level `jobs:` that it is part of. */
    readonly topJob: string | undefined,
    readonly context: PlanContext,
    readonly found: PlanNotes,
    /** The values of its inputs; undefined where nothing is given. */
    private readonly given: (name: string) => TaskInput | undefined,
    /** The mapping that declares its inputs, for their defaults. */
    private readonly inputNodes: (name: string) => YamlNode | null | undefined,
  ) {}

  /** The value of `${{parent.inputs.<name>}}`. */
  input(name: string): TaskInput {
    const known = this.#inputs.get(name);
    if (known) return known;
    const given = this.given(name);
    const value = given === undefined || given.from === 'nothing' ? this.#ownInput(name) : given;
    this.#inputs.set(name, value);
    return value;
  }

  #ownInput(name: string): TaskInput {
    const end = this.pipeline.inputs.find((one) => one.name === name);
    if (!end) return NOTHING;
    if (end.literal !== undefined) {
      const node = this.inputNodes(name);
      const fields = fieldsIn(node);
      const scalar = asScalar(fields.get('value')?.value ?? fields.get('default')?.value ?? node);
      if (isMappedAddress(end.literal, this.context)) return this.data(end.literal, undefined, undefined, undefined, ['inputs', name]);
      return { from: 'literal', value: end.literal, text: literalText(end.literal, scalar?.type === 'float'), type: end.type };
    }
    return end.path === undefined ? NOTHING : this.data(end.path, end.type, end.mode, undefined, ['inputs', name]);
  }

  /** An input with a path; what is not there becomes an obstacle. */
  data(path: string, type: PortType | undefined, mode: string | undefined, job: string | undefined, field: readonly string[], file = this.file): TaskInput {
    const planned = planData(path, type, mode, file, this.context, (sentence) => this.found.note(sentence));
    if (planned.ok) return planned.value;
    this.found.stop({ ...planned.failure, job, field });
    return NOTHING;
  }

  /** The task that makes an output of a job, looked for inside of sub-pipelines. */
  output(job: string, port: string): { readonly task: TaskId; readonly port: string } | undefined {
    if (!this.pipeline.job(job)) return undefined;
    const loop = this.loops.get(job);
    return loop ? { task: loop.task, port } : this.bodyOutput(job, port);
  }

  /** The same seen from within a loop: of a body that runs several times the one of the same round. */
  bodyOutput(job: string, port: string): { readonly task: TaskId; readonly port: string } | undefined {
    if (this.recorded(job)) return undefined;
    const sub = this.subs.get(job);
    return sub ? sub.pipelineOutput(port) : { task: `${this.prefix}${job}`, port };
  }

  /** What stands for the outputs of a job that is not run; undefined for a job that is. */
  recorded(job: string): Readonly<Record<string, string>> | undefined {
    if (this.context.local.outputs.length === 0) return undefined;
    const start = `${this.prefix}${job}.`;
    const entries = this.context.local.outputs.flatMap(({ name, target }): [string, string][] =>
      name.startsWith(start) && !name.slice(start.length).includes('.') ? [[name.slice(start.length), target]] : [],
    );
    return entries.length === 0 ? undefined : Object.fromEntries(entries.reverse());
  }

  /** What stands for an output of a job that is not run, looked for inside of sub-pipelines; undefined when a task makes it. */
  recordedOutput(job: string, port: string): RecordedOutput | undefined {
    const own = this.recorded(job);
    if (own) return { id: this.prefix + job, port, target: own[port], type: this.pipeline.job(job)?.outputs.find((one) => one.name === port)?.type };
    const sub = this.subs.get(job);
    for (const inner of sub?.pipeline.jobs ?? []) {
      const source = inner.outputs.find((one) => one.bound === `parent.outputs.${port}`);
      if (source) return sub?.recordedOutput(inner.id, source.name);
    }
    return undefined;
  }

  #recorded(recorded: RecordedOutput, field: readonly string[], stop: (message: string) => TaskInput): TaskInput {
    const { id, port, target, type } = recorded;
    if (target === undefined)
      return stop(`\`${id}\` is not run, and its output \`${port}\` is not recorded. Add ${id}.${port}: ./path under outputs in .sluice/local.yml.`);
    if (type !== undefined && isLiteralType(type)) return { from: 'literal', value: target, text: target, type };
    return this.data(target, type, undefined, id, field, '');
  }

  /** The task that makes `parent.outputs.<name>`. */
  pipelineOutput(name: string): { readonly task: TaskId; readonly port: string } | undefined {
    for (const job of this.pipeline.jobs) {
      const port = job.outputs.find((one) => one.bound === `parent.outputs.${name}`);
      if (port) return this.output(job.id, port.name);
    }
    return undefined;
  }

  /** What a job's input is given. `declared` is what its component says of it. */
  jobInput(job: Job, name: string, declared: ComponentPort | undefined): TaskInput {
    const loop = this.loops.get(job.id);
    if (!loop?.gives.has(name)) return this.firstInput(job, name, declared);
    return { from: 'task', task: loop.task, port: name, type: declared?.type, mode: declared?.mode };
  }

  /** The same without what a loop gives to later rounds. */
  firstInput(job: Job, name: string, declared: ComponentPort | undefined): TaskInput {
    const key = `${job.id}.${name}`;
    if (this.#open.has(key)) return NOTHING;
    this.#open.add(key);
    const value = this.#jobInput(job, name, declared);
    this.#open.delete(key);
    return value;
  }

  #jobInput(job: Job, name: string, declared: ComponentPort | undefined): TaskInput {
    const port = findPort(job.inputs, name);
    const written = port === undefined ? NOTHING : this.#written(job, port, declared);
    if (written.from !== 'nothing') return written;
    if (declared?.default !== undefined) {
      const node = fieldsIn(fieldsIn(this.bodies.get(job.id)?.fields.get('inputs')?.value).get(name)?.value).get('default')?.value;
      return { from: 'literal', value: declared.default, text: literalText(declared.default, asScalar(node)?.type === 'float'), type: declared.type };
    }
    return NOTHING;
  }

  #written(job: Job, port: Port, declared: ComponentPort | undefined): TaskInput {
    const field = ['jobs', job.id, 'inputs', port.name];
    const value = port.entry?.value;
    const fields = fieldsIn(value);
    const writtenType = portType(asText(fields.get('type')?.value));
    const type = declared?.type ?? writtenType ?? port.type;
    if (port.bound !== undefined) return withPort(this.#bound(job, port.bound, field), type, port.mode ?? declared?.mode);
    if (port.path !== undefined) return this.data(port.path, type, port.mode ?? declared?.mode, this.prefix + job.id, field);
    if (port.literal === undefined) return NOTHING;
    const scalar = asScalar(asMapping(value) ? fields.get('value')?.value : value);
    if (isNull(scalar)) return NOTHING;
    // A string for an input that takes data is its path.
    if (typeof port.literal === 'string' && type !== undefined && !isLiteralType(type) && declared !== undefined)
      return this.data(port.literal, type, port.mode ?? declared.mode, this.prefix + job.id, field);
    const literal = typeof port.literal === 'string' ? this.expand(port.literal) : port.literal;
    if (isMappedAddress(literal, this.context)) return this.data(literal, undefined, undefined, this.prefix + job.id, field);
    return { from: 'literal', value: literal, text: literalText(literal, scalar?.type === 'float'), type: type ?? typeOfLiteral(port.literal, scalar?.type) };
  }

  /** What a setting of a control job holds: a literal, or what an expression names. */
  setting(job: Job, node: YamlNode | null | undefined, field: string): TaskInput {
    const scalar = asScalar(node);
    const value = asLiteral(scalar);
    if (value === undefined) return NOTHING;
    const sole = typeof value === 'string' ? soleExpression(value) : undefined;
    if (sole && typeof value === 'string') return this.#bound(job, value.slice(sole.pathStart, sole.pathEnd), ['jobs', job.id, field]);
    return { from: 'literal', value, text: literalText(value, scalar?.type === 'float'), type: undefined };
  }

  #bound(job: Job, end: string, field: readonly string[]): TaskInput {
    const parts = parseEnd(end);
    const stop = (message: string): TaskInput => {
      this.found.stop({ code: 'missing-input', job: this.prefix + job.id, name: end, message, field });
      return NOTHING;
    };
    switch (parts?.kind) {
      case 'input':
        if (!this.pipeline.inputs.some((one) => one.name === parts.name))
          return stop(`\`${job.id}\` reads the input \`${parts.name}\` of the pipeline, which there is not.`);
        return this.input(parts.name);
      case 'job-output': {
        const recorded = this.recordedOutput(parts.job, parts.name);
        if (recorded) return this.#recorded(recorded, field, stop);
        const source = this.output(parts.job, parts.name);
        if (!source) return stop(`\`${job.id}\` reads \`${parts.name}\` of \`${parts.job}\`, which there is not.`);
        const type = this.pipeline.job(parts.job)?.outputs.find((port) => port.name === parts.name)?.type;
        return { from: 'task', ...source, type: type !== undefined && isLiteralType(type) ? type : undefined, mode: undefined };
      }
      case 'job-input': {
        const source = this.pipeline.job(parts.job);
        if (!source) return stop(`\`${job.id}\` reads an input of \`${parts.job}\`, which there is not.`);
        return this.jobInput(
          source,
          parts.name,
          this.bodies.get(parts.job)?.declared?.inputs.find((one) => one.name === parts.name),
        );
      }
      default:
        return stop(`\`${job.id}\` reads \`${end}\`, which is no input or output.`);
    }
  }

  /** A text with `${{parent.inputs.x}}` replaced where that is a literal. */
  expand(text: string): string {
    let result = '';
    let at = 0;
    for (const { expression, start, end } of parseExpressions(text)) {
      const value = expression.kind === 'parent-input' ? this.input(expression.input) : undefined;
      result += text.slice(at, start) + (value?.from === 'literal' ? value.text : text.slice(start, end));
      at = end;
    }
    return result + text.slice(at);
  }
}

/** The type and mode of the port that reads count, where it has its own. */
function withPort(input: TaskInput, type: PortType | undefined, mode: string | undefined): TaskInput {
  switch (input.from) {
    case 'nothing':
      return input;
    case 'literal':
      return { ...input, type: type ?? input.type };
    case 'task':
      return { ...input, type: type ?? input.type, mode: mode ?? input.mode };
    case 'path':
    case 'url':
      return { ...input, type: type === undefined || isLiteralType(type) ? input.type : type, mode: mode ?? input.mode };
  }
}
