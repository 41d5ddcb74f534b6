import { isPlainMap, type Plain } from '#shared/edits/splice/plain.ts';
import { printFlow, printKey } from '#shared/edits/splice/print-value.ts';
import { printQuoted, printScalar } from '#shared/yaml/print-scalar.ts';
import type { Files } from './project-of.ts';
import { Random } from './random.ts';

/** A pipeline written by nobody: what it holds, how it is written, and the component files that it uses. */
export interface RandomPipeline {
  readonly text: string;
  readonly plain: Plain;
  readonly files: Files;
}

const component = (inputs: string, outputs: string): string =>
  `type: command\nname: c\nversion: 1\ninputs:\n${inputs}outputs:\n${outputs}command: run \${{inputs.data}}\nenvironment: azureml:e:1\n`;

/** Component files that random pipelines use. */
const RANDOM_FILES: Files = {
  'components/prepare/component.yml': component(
    '  data: { type: uri_folder }\n  rate: { type: number, default: 0.5 }\n  note: { type: string, optional: true }\n',
    '  out: { type: uri_folder }\n  report: { type: uri_file }\n',
  ),
  'components/join.yml': component(
    '  data: { type: uri_folder }\n  other: { type: uri_folder, optional: true }\n  more: { type: uri_folder, optional: true }\n  count: { type: integer, default: 3 }\n',
    '  out: { type: uri_folder }\n',
  ),
  'components/train.yml': component(
    '  data: { type: uri_folder }\n  rate: { type: number }\n  flag: { type: boolean, default: false }\n',
    '  model: { type: mlflow_model }\n  out: { type: uri_folder }\n',
  ),
};

const USES = [
  { ref: './components/prepare/component.yml', inputs: ['data'], literals: ['rate', 'note'], outputs: ['out', 'report'] },
  { ref: './components/join.yml', inputs: ['data', 'other', 'more'], literals: ['count'], outputs: ['out'] },
  { ref: './components/train.yml', inputs: ['data'], literals: ['rate', 'flag'], outputs: ['out', 'model'] },
  { ref: 'azureml:remote_thing:3', inputs: ['data', 'left', 'right'], literals: ['alpha'], outputs: ['out', 'extra'] },
] as const;

const WORDS = ['prepare', 'split', 'clean', 'train', 'score', 'join', 'report', 'tune', 'merge', 'check', 'load', 'stage'];
const TEXTS = [
  'hello',
  'two words',
  "it's",
  'a: b',
  '# no comment',
  'yes',
  '007',
  '1e5',
  'x{y}',
  'trailing:',
  'ünïcødé',
  '$[[--x ${{inputs.y}}]]',
  '',
  'null',
  '2024-01-01',
  '- dash',
  '"quoted"',
];

/** Makes a pipeline of `jobs` jobs from a seed. The same seed and size give the same text. */
export function randomPipeline(seed: number, jobs: number): RandomPipeline {
  const random = new Random(seed);
  const plain = randomContent(random, jobs);
  const text = new Printer(random).print(plain);
  return { text, plain, files: RANDOM_FILES };
}

/** A value that people write into a job: for edits that set keys. */
export function randomValue(random: Random, depth = 0): Plain {
  const kind = random.below(depth > 1 ? 6 : 9);
  if (kind === 0) return random.below(100);
  if (kind === 1) return random.below(1000) / 100 + 0.001;
  if (kind === 2) return random.chance(0.5);
  if (kind === 3 && depth === 0) return `first ${random.pick(TEXTS)}\nsecond\n\n  deeper\n`;
  if (kind <= 5) return random.pick(TEXTS);
  if (kind === 6) return Array.from({ length: random.below(4) }, () => randomValue(random, depth + 1));
  return Object.fromEntries(Array.from({ length: random.below(4) }, (_, k) => [`k${k}`, randomValue(random, depth + 1)]));
}

function randomContent(random: Random, count: number): { readonly [key: string]: Plain } {
  const names: string[] = [];
  for (let k = 0; k < count; k++) {
    const word = WORDS[k % WORDS.length] ?? 'job';
    names.push(k < WORDS.length ? word : `${word}_${Math.floor(k / WORDS.length) + 1}`);
  }
  const outputsOf = new Map<string, readonly string[]>();
  const jobs: { [key: string]: Plain } = {};
  const outputs: { [key: string]: Plain } = {};
  const shared: Plain = { A: 'x', B: random.pick(TEXTS) };
  const isSharing = random.chance(0.25);
  const source = (k: number): Plain => {
    const from = k > 0 && random.chance(0.8) ? names[Math.max(0, k - 1 - random.below(4))] : undefined;
    const binding = from === undefined ? '${{parent.inputs.raw}}' : `\${{parent.jobs.${from}.outputs.${random.pick(outputsOf.get(from) ?? ['out'])}}}`;
    if (random.chance(0.12)) return { type: 'uri_folder', path: binding, mode: 'download' };
    return binding;
  };
  names.forEach((name, k) => {
    const inline = random.chance(0.25);
    const use = random.pick(USES);
    const inputs: { [key: string]: Plain } = {};
    for (const input of inline ? ['data', 'side'] : use.inputs) if (input === 'data' || random.chance(0.4)) inputs[input] = source(k);
    for (const literal of inline ? ['level'] : use.literals)
      if (random.chance(0.5))
        inputs[literal] =
          literal === 'note' ? random.pick(TEXTS) : literal === 'flag' ? true : random.chance(0.3) ? '${{parent.inputs.rate}}' : random.below(10);
    const job: { [key: string]: Plain } = { type: 'command' };
    if (inline) {
      job.command = random.chance(0.5) ? `python run.py --data \${{inputs.data}}\n  --more\n` : `echo \${{inputs.data}} > \${{outputs.out}}`;
      job.environment = 'azureml:env:1';
      if (random.chance(0.5)) job.code = './src';
    } else job.component = use.ref;
    if (random.chance(0.3)) job.compute = 'azureml:cpu';
    if (isSharing && random.chance(0.6)) job.environment_variables = shared;
    else if (random.chance(0.2)) job.environment_variables = { A: 'x', B: random.pick(TEXTS) };
    job.inputs = inputs;
    const given: { [key: string]: Plain } = {};
    if (inline) given.out = random.chance(0.5) ? null : { type: 'uri_folder', mode: 'upload' };
    else if (random.chance(0.3)) given[random.pick(use.outputs)] = { type: 'uri_folder', mode: 'rw_mount' };
    outputsOf.set(name, inline ? ['out'] : use.outputs);
    if (random.chance(0.15)) {
      const port = random.pick(outputsOf.get(name) ?? ['out']);
      outputs[`result_${k}`] = { type: port === 'model' ? 'mlflow_model' : port === 'report' ? 'uri_file' : 'uri_folder' };
      given[port] = `\${{parent.outputs.result_${k}}}`;
    }
    if (Object.keys(given).length > 0) job.outputs = given;
    jobs[name] = job;
  });
  const plain: { [key: string]: Plain } = { $schema: 'https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json', type: 'pipeline' };
  if (random.chance(0.5)) plain.display_name = random.pick(TEXTS);
  if (random.chance(0.3)) plain.tags = { owner: 'me', kind: 'x' };
  plain.inputs = { raw: { type: 'uri_folder', path: './data' }, rate: 0.5 };
  if (Object.keys(outputs).length > 0) plain.outputs = outputs;
  if (random.chance(0.6)) plain.settings = { default_compute: 'azureml:cpu', force_rerun: false };
  plain.jobs = jobs;
  return plain;
}

/** Writes content in one person's habits, with lapses. */
class Printer {
  readonly #random: Random;
  readonly #step: number;
  readonly #dash: number;
  readonly #comments: number;
  readonly #quotes: 'single' | 'double' | undefined;
  readonly #trailing: boolean;
  readonly #lines: string[] = [];
  /** Mappings that stand in several places: the first gets an anchor, the others an alias or a merge key. */
  readonly #shared = new Set<Plain>();
  readonly #anchors = new Map<Plain, string>();

  constructor(random: Random) {
    this.#random = random;
    this.#step = random.pick([2, 2, 2, 4, 3]);
    this.#dash = random.chance(0.5) ? 0 : this.#step;
    this.#comments = random.pick([0, 0.1, 0.3]);
    this.#quotes = random.pick([undefined, undefined, 'single', 'double']);
    this.#trailing = random.chance(0.15);
  }

  print(plain: { readonly [key: string]: Plain }): string {
    const random = this.#random;
    findShared(plain, new Set(), this.#shared);
    if (random.chance(0.3)) this.#lines.push('# A file of our own.', ...(random.chance(0.5) ? [''] : []));
    this.#map(plain, 0, 0);
    if (random.chance(0.2)) this.#lines.push('# the end');
    const lineEnd = random.chance(0.2) ? '\r\n' : '\n';
    let text = this.#lines.join(lineEnd);
    if (!random.chance(0.2)) text += lineEnd;
    if (random.chance(0.15)) text += lineEnd;
    return random.chance(0.1) ? `\uFEFF${text}` : text;
  }

  #map(map: { readonly [key: string]: Plain }, column: number, depth: number): void {
    const random = this.#random;
    const spaced = depth <= 1 && random.chance(0.5);
    let isFirst = true;
    for (const [key, value] of Object.entries(map)) {
      if (!isFirst && spaced && isPlainMap(value)) this.#lines.push('');
      if (random.chance(this.#comments) && depth > 0) this.#lines.push(`${' '.repeat(column)}# about ${key}`);
      isFirst = false;
      const quoted = random.chance(0.02) ? printQuoted(key, 'double') : printKey(key, false);
      this.#entry(`${' '.repeat(column)}${quoted}:`, value, column, depth);
      if (random.chance(this.#comments * 0.3) && depth > 0) this.#lines.push(`${' '.repeat(column + this.#step)}# deeper remark`);
    }
  }

  #entry(head: string, value: Plain, column: number, depth: number): void {
    const random = this.#random;
    const name = isPlainMap(value) ? this.#anchors.get(value) : undefined;
    if (name !== undefined) {
      if (random.chance(0.6)) this.#line(`${head} *${name}`);
      else this.#lines.push(head, `${' '.repeat(column + this.#step)}<<: *${name}`, `${' '.repeat(column + this.#step)}C: own`);
      return;
    }
    if (isPlainMap(value) && this.#shared.has(value)) {
      this.#anchors.set(value, 'common');
      this.#line(`${head} &common`);
      this.#map(value, column + this.#step, depth + 1);
    } else if (isPlainMap(value) && Object.keys(value).length > 0 && !(depth > 1 && random.chance(0.12))) {
      this.#line(head);
      this.#map(value, column + (random.chance(0.03) ? this.#step + 1 : this.#step), depth + 1);
    } else if (Array.isArray(value) && value.length > 0 && !random.chance(0.5)) {
      this.#line(head);
      for (const item of value) this.#line(`${' '.repeat(column + this.#dash)}- ${printFlow(item as Plain)}`);
    } else if (typeof value === 'string' && value.includes('\n')) {
      this.#line(`${head} |`);
      for (const line of value.replace(/\n$/, '').split('\n')) this.#lines.push(`${' '.repeat(column + this.#step)}${line}`);
      this.#lines.push('');
    } else if (value === null) this.#line(head);
    else this.#line(`${head} ${this.#inline(value)}`);
  }

  #inline(value: Plain): string {
    const random = this.#random;
    if (typeof value === 'object' && value !== null) return printFlow(value);
    if (typeof value === 'string' && this.#quotes && random.chance(0.8)) return printQuoted(value, this.#quotes);
    if (typeof value === 'string' && random.chance(0.05)) return printQuoted(value, random.pick(['single', 'double']));
    return printScalar(value, {});
  }

  #line(text: string): void {
    const comment = this.#random.chance(this.#comments) && !/[|>]$/.test(text) ? ' # remark' : '';
    this.#lines.push(text + comment + (this.#trailing && this.#random.chance(0.3) ? '  ' : ''));
  }
}

function findShared(value: Plain, seen: Set<Plain>, shared: Set<Plain>): void {
  if (typeof value !== 'object' || value === null) return;
  if (seen.has(value)) shared.add(value);
  seen.add(value);
  for (const inner of Object.values(value) as Plain[]) findShared(inner, seen, shared);
}
