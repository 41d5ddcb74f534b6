import { copyJobsAsYaml } from '#shared/edits/copy-jobs.ts';
import type { EditContext, EditDefinition } from '#shared/edits/edit.ts';
import { editById } from '#shared/edits/edits.ts';
import { isPlainMap, type Path, type Plain } from '#shared/edits/splice/plain.ts';
import type { Random } from '../random.ts';
import { randomValue } from '../random-pipeline.ts';
import { at, copy, drop, mapTexts, put, renameKey, type Tree } from './operations.ts';

/** One random edit, what it means for the plain value, and what takes it back. */
export interface Proposal {
  readonly edit: EditDefinition;
  readonly args: unknown;
  /** The plain value afterwards, worked out without Sluice; undefined where only the other properties are checked. */
  readonly expected?: Plain;
  /** The edit that leaves no trace of this one. */
  readonly inverse?: { readonly edit: EditDefinition; readonly args: unknown };
  /** Every comment line must survive. */
  readonly keepsComments?: boolean;
  /** At most this many lines may differ. */
  readonly mostLines?: number;
}

type Propose = (random: Random, context: EditContext, plain: Tree) => Omit<Proposal, 'edit'> | undefined;

function edit(id: string): EditDefinition {
  const found = editById(id);
  if (!found) throw new Error(`No edit ${id}`);
  return found;
}

const job = (random: Random, context: EditContext): string | undefined => random.pickMaybe(context.pipeline.jobs)?.id;

/** Settings that name a job. */
const HOOKS = ['on_init', 'on_finalize'];

/** What only a sweep holds, and the limits, which it shares with other jobs. */
const SWEEP_KEYS = ['search_space', 'sampling_algorithm', 'objective', 'early_termination', 'limits'];

/** AutoML jobs have their data beside their inputs. */
function placeOfInput(context: EditContext, id: string, port: string): Path {
  const isBeside = context.pipeline.job(id)?.kind === 'automl' && ['training_data', 'validation_data', 'test_data'].includes(port);
  return isBeside ? ['jobs', id, port] : ['jobs', id, 'inputs', port];
}

const connectable: Propose = (random, context, plain) => {
  const to = random.pickMaybe(context.pipeline.jobs);
  const port = to && random.pickMaybe(to.inputs);
  const from = random.chance(0.2) ? undefined : random.pickMaybe(context.pipeline.jobs);
  const source = from ? random.pickMaybe(from.outputs)?.end : random.chance(0.5) ? 'parent.inputs.raw' : 'parent.inputs.rate';
  if (!to || !port || source === undefined) return undefined;
  const path = placeOfInput(context, to.id, port.name);
  const before = at(plain, path);
  const isUnfed = isPlainMap(before) && Object.keys(before).length > 0 && Object.keys(before).every((key) => key === 'type' || key === 'mode');
  const isObject = isPlainMap(before) && (before.path !== undefined || isUnfed);
  const expected = put(plain, isObject ? [...path, 'path'] : path, `\${{${source}}}`);
  const canInvert = before === undefined && at(plain, path.slice(0, -1)) !== null;
  return {
    args: { from: source, to: port.end },
    expected,
    keepsComments: !isPlainMap(before) || isObject,
    mostLines: isPlainMap(before) && !isObject ? 20 : 4,
    ...(canInvert ? { inverse: { edit: edit('disconnect'), args: { to: port.end } } } : {}),
  };
};

const proposals: Readonly<Record<string, Propose>> = {
  connect: connectable,
  disconnect: (random, context, plain) => {
    const bound = context.pipeline.jobs.flatMap((one) => one.inputs.filter((port) => port.bound !== undefined).map((port) => ({ one, port })));
    const found = random.pickMaybe(bound);
    if (!found) return undefined;
    const path = placeOfInput(context, found.one.id, found.port.name);
    const value = at(plain, path);
    const staysTyped = isPlainMap(value) && !found.port.optional && value.path !== undefined && (value.type !== undefined || value.mode !== undefined);
    return { args: { to: found.port.end }, expected: drop(plain, staysTyped ? [...path, 'path'] : path), mostLines: 8 };
  },
  set: (random, context, plain) => {
    const name = job(random, context);
    const path: Path = random.pick<Path>([
      ['display_name'],
      ['settings', 'default_compute'],
      ['tags', 'new'],
      ...(name === undefined
        ? []
        : [
            ['jobs', name, 'compute'],
            ['jobs', name, 'inputs', 'rate'],
            ['jobs', name, 'environment_variables', 'A'],
            ['jobs', name, 'limits', 'timeout'],
            ['jobs', name, 'outputs', 'out', 'mode'],
          ]),
    ]);
    if (path.some((_, k) => k > 0 && k < path.length && !isOpen(at(plain, path.slice(0, k))))) return undefined;
    const value = randomValue(random);
    const before = at(plain, path);
    const parent = at(plain, path.slice(0, -1));
    const canInvert = before === undefined && (parent === undefined || isPlainMap(parent)) && parentsExist(plain, path);
    const shared = context.doc.text.includes('*common') && random.chance(0.5) ? { shared: 'copy' } : {};
    return { args: { path, value, ...shared }, expected: put(plain, path, value), ...(canInvert ? { inverse: { edit: edit('unset'), args: { path } } } : {}) };
  },
  unset: (random, _context, plain) => {
    const path = randomPath(random, plain);
    if (!path || path[0] === 'jobs' || path[0] === 'type') return undefined;
    return { args: { path }, expected: drop(plain, path) };
  },
  'rename-key': (random, _context, plain) => {
    const path = randomPath(random, plain);
    const old = path?.at(-1);
    if (!path || path[0] === 'type' || (path[0] === 'jobs' && path.length === 1) || typeof old !== 'string') return undefined;
    const to = `${old.replace(/\W/g, '_')}_renamed`;
    const parent = path.slice(0, -1);
    const renamed = renameKey(at(plain, parent), old, to);
    const expected = parent.length === 0 ? (renamed as Tree) : put(plain, parent, renamed);
    return { args: { path, to }, expected, keepsComments: true, mostLines: 2, inverse: { edit: edit('rename-key'), args: { path: [...parent, to], to: old } } };
  },
  'rename-job': (random, context, plain) => {
    const old = job(random, context);
    if (old === undefined) return undefined;
    const to = `${old}_renamed`;
    const expected = mapTexts(plain, (text) => text.replace(new RegExp(`(\\$\\{\\{\\s*parent\\.jobs\\.)${old}(?=[.}\\s])`, 'g'), `$1${to}`)) as Tree;
    expected.jobs = renameKey(expected.jobs, old, to);
    for (const key of HOOKS) if (at(expected, ['settings', key]) === old) (expected.settings as Tree)[key] = to;
    return { args: { job: old, to }, expected, keepsComments: true, inverse: { edit: edit('rename-job'), args: { job: to, to: old } } };
  },
  'remove-jobs': (random, context, plain) => {
    const count = random.chance(0.1) ? context.pipeline.jobs.length : 1 + random.below(3);
    const gone = [...new Set(Array.from({ length: count }, () => job(random, context)).filter((id): id is string => id !== undefined))];
    if (gone.length === 0) return undefined;
    let expected = copy(plain);
    for (const id of gone) expected = drop(expected, ['jobs', id]);
    for (const key of HOOKS) if (gone.some((id) => at(expected, ['settings', key]) === id)) expected = drop(expected, ['settings', key]);
    for (const [id, body] of Object.entries((expected.jobs ?? {}) as Tree)) {
      const inputs = isPlainMap(body) && isPlainMap(body.inputs) ? body.inputs : {};
      const beside = isPlainMap(body) ? ['training_data', 'validation_data', 'test_data'].map((key): [string, Plain] => [key, body[key] ?? null]) : [];
      for (const [name, value] of [...Object.entries(inputs), ...beside]) {
        if (gone.some((other) => JSON.stringify(value).includes(`parent.jobs.${other}.`))) expected = drop(expected, placeOfInput(context, id, name));
      }
    }
    for (const id of Object.keys((expected.jobs ?? {}) as Tree)) {
      for (const block of ['true_block', 'false_block']) {
        if (gone.some((other) => at(expected, ['jobs', id, block]) === `\${{parent.jobs.${other}}}`)) expected = drop(expected, ['jobs', id, block]);
      }
    }
    return { args: { jobs: gone }, expected };
  },
  'duplicate-job': (random, context, plain) => {
    const id = job(random, context);
    const one = id === undefined ? undefined : context.pipeline.job(id);
    if (!one) return undefined;
    const name = `copy_of_${one.id}`;
    let body = copy({ body: at(plain, ['jobs', one.id]) ?? null });
    if (one.control?.body !== undefined) body = drop(body, ['body', 'body']);
    for (const port of one.outputs) {
      if (port.bound === undefined) continue;
      const path: Path = ['body', 'outputs', port.name];
      const isInline = one.component?.declared === undefined;
      const value = at(body, path);
      if (isPlainMap(value) && Object.keys(value).length > 1) body = drop(body, [...path, 'path']);
      else body = isInline ? put(body, path, null) : drop(body, path);
    }
    return {
      args: { job: one.id, name },
      expected: put(plain, ['jobs', name], body.body ?? null),
      keepsComments: true,
      inverse: { edit: edit('remove-jobs'), args: { jobs: [name] } },
    };
  },
  'move-job': (random, context, plain) => {
    const id = job(random, context);
    const before = random.chance(0.3) ? undefined : job(random, context);
    if (id === undefined) return undefined;
    const names = context.pipeline.jobs.map((one) => one.id);
    const next = names[names.indexOf(id) + 1];
    return {
      args: before === undefined ? { job: id } : { job: id, before },
      expected: plain,
      keepsComments: true,
      inverse: { edit: edit('move-job'), args: next === undefined ? { job: id } : { job: id, before: next } },
    };
  },
  'comment-out': (random, context, plain) => {
    const id = job(random, context);
    return id === undefined ? undefined : { args: { job: id }, expected: drop(plain, ['jobs', id]), inverse: { edit: edit('comment-in'), args: { job: id } } };
  },
  'add-job': (random, context, plain) => {
    const name = `added_${random.below(1000)}`;
    const after = random.chance(0.5) ? job(random, context) : undefined;
    const ref = random.pick(['./components/join.yml', 'azureml:x:1']);
    if (context.pipeline.jobs.length === 0) return undefined;
    return {
      args: { name, component: ref, ...(after === undefined ? {} : { after }) },
      expected: put(plain, ['jobs', name], { type: 'command', component: ref }),
      keepsComments: true,
      mostLines: 4,
      inverse: { edit: edit('remove-jobs'), args: { jobs: [name] } },
    };
  },
  'add-input': (random, context, plain) => {
    const name = `in_${random.below(1000)}`;
    const canInvert = plain.inputs === undefined || (isPlainMap(plain.inputs) && Object.keys(plain.inputs).length > 0);
    const value: Plain = context.pipeline.document === 'pipeline-component' ? { type: 'uri_file' } : { type: 'uri_file', path: './x' };
    return {
      args: { name, type: 'uri_file', path: './x' },
      expected: put(plain, ['inputs', name], value),
      keepsComments: true,
      ...(canInvert ? { inverse: { edit: edit('remove-input'), args: { name } } } : {}),
    };
  },
  'rename-input': (random, context, plain) => {
    const old = random.pickMaybe(context.pipeline.inputs)?.name;
    if (old === undefined) return undefined;
    const to = `${old.replace(/\./g, '_')}_renamed`;
    const expected = mapTexts(plain, (text) =>
      text.replace(new RegExp(`(\\$\\{\\{\\s*parent\\.inputs\\.)${old.replace(/\./g, '\\.')}(?=\\s*\\}\\})`, 'g'), `$1${to}`),
    ) as Tree;
    expected.inputs = renameKey(expected.inputs, old, to);
    return { args: { name: old, to }, expected, keepsComments: true, inverse: { edit: edit('rename-input'), args: { name: to, to: old } } };
  },
  'rename-output': (random, context, plain) => {
    const old = random.pickMaybe(context.pipeline.outputs)?.name;
    if (old === undefined) return undefined;
    const to = `${old}_renamed`;
    const expected = mapTexts(plain, (text) =>
      text.replace(new RegExp(`(\\$\\{\\{\\s*parent\\.outputs\\.)${old.replace(/\./g, '\\.')}(?=\\s*\\}\\})`, 'g'), `$1${to}`),
    ) as Tree;
    expected.outputs = renameKey(expected.outputs, old, to);
    return { args: { name: old, to }, expected, keepsComments: true, inverse: { edit: edit('rename-output'), args: { name: to, to: old } } };
  },
  'promote-input': (random, context, plain) => {
    const one = random.pickMaybe(context.pipeline.jobs);
    const port = one && random.pickMaybe(one.inputs.filter((other) => other.bound === undefined && other.literal !== undefined));
    if (!one || !port || port.literal === undefined) return undefined;
    const name = `up_${random.below(1000)}`;
    const written = at(plain, ['jobs', one.id, 'inputs', port.name]);
    if (written === undefined || isPlainMap(written)) return undefined;
    const isComponent = context.pipeline.document === 'pipeline-component';
    return {
      args: { job: one.id, port: port.name, name },
      expected: put(
        put(plain, ['inputs', name], isComponent && port.type !== undefined ? { type: port.type, default: written } : written),
        ['jobs', one.id, 'inputs', port.name],
        `\${{parent.inputs.${name}}}`,
      ),
      keepsComments: true,
    };
  },
  'promote-output': (random, context) => {
    const one = random.pickMaybe(context.pipeline.jobs);
    const port = one && random.pickMaybe(one.outputs);
    return one && port ? { args: { job: one.id, port: port.name, name: `up_${random.below(1000)}` } } : undefined;
  },
  'set-input': (random, context, plain) => {
    const one = random.pickMaybe(context.pipeline.jobs);
    const port = one && random.pickMaybe(one.inputs);
    if (!one || !port) return undefined;
    const value = random.pick<string | number | boolean>([1, 2.5, true, 'text', 'a: b', '']);
    return { args: { job: one.id, input: port.name, value }, expected: put(plain, placeOfInput(context, one.id, port.name), value) };
  },
  'remove-output': (random, context) => {
    const name = random.pickMaybe(context.pipeline.outputs)?.name;
    return name === undefined ? undefined : { args: { name } };
  },
  paste: (random, context) => {
    const id = job(random, context);
    if (id === undefined) return undefined;
    const yaml = copyJobsAsYaml(context, [id]);
    return { args: { yaml }, keepsComments: true };
  },
  'insert-gate': (random, context) => {
    const judge = random.pickMaybe(context.pipeline.jobs);
    const waiting = random.pickMaybe(context.pipeline.jobs);
    const from = judge && random.pickMaybe(judge.outputs)?.end;
    if (!judge || from === undefined || context.pipeline.document !== 'pipeline-job') return undefined;
    const name = `gate_${random.below(1000)}`;
    const to = waiting && random.chance(0.7) ? { to: `parent.jobs.${waiting.id}` } : {};
    const args = { from, ...to, name, rules: 'accuracy >= 0.8\nrecall > 50%', component: 'azureml:quality_gate:1' };
    return { args, keepsComments: true };
  },
  'make-sweep': (random, context, plain) => {
    const one = random.pickMaybe(context.pipeline.jobs);
    if (one?.component?.key !== 'component') return undefined;
    const path = ['jobs', one.id];
    const goal = random.pick(['maximize', 'minimize'] as const);
    const body = at(plain, path);
    const isNew = isPlainMap(body) && SWEEP_KEYS.every((key) => body[key] === undefined) && body.type !== undefined;
    let expected = put(plain, path, renameKey(body, 'component', 'trial'));
    expected = put(expected, [...path, 'type'], 'sweep');
    expected = put(expected, [...path, 'sampling_algorithm'], 'random');
    expected = put(expected, [...path, 'objective'], { goal, primary_metric: 'auc' });
    expected = put(expected, [...path, 'limits', 'max_total_trials'], 20);
    const inverse = { edit: edit('make-command'), args: { job: one.id } };
    return { args: { job: one.id, goal, metric: 'auc', shared: 'copy' }, expected, keepsComments: true, ...(isNew ? { inverse } : {}) };
  },
  'make-command': (random, context, plain) => {
    const one = random.pickMaybe(context.pipeline.jobs.filter((other) => other.kind === 'sweep'));
    if (!one) return undefined;
    const path = ['jobs', one.id];
    let expected = put(plain, path, renameKey(at(plain, path), 'trial', 'component'));
    expected = put(expected, [...path, 'type'], 'command');
    for (const key of SWEEP_KEYS) if (key !== 'limits') expected = drop(expected, [...path, key]);
    for (const key of ['max_total_trials', 'max_concurrent_trials', 'trial_timeout']) expected = drop(expected, [...path, 'limits', key]);
    return { args: { job: one.id, shared: 'copy' }, expected };
  },
  'search-input': (random, context, plain) => {
    const one = random.pickMaybe(context.pipeline.jobs.filter((other) => other.kind === 'sweep'));
    const port = one && random.pickMaybe(one.inputs);
    if (!one || !port) return undefined;
    const path = ['jobs', one.id, 'search_space', port.name];
    const as = random.pick(['choice', 'uniform', 'loguniform', 'quniform', 'normal', 'randint'] as const);
    const args = { job: one.id, input: port.name, as, shared: 'copy' };
    if (as !== 'randint') return { args };
    const before = at(plain, [...path, 'upper']);
    return { args, expected: drop(put(plain, path, { type: 'randint', upper: before ?? 10 }), ['jobs', one.id, 'inputs', port.name]) };
  },
  'add-control': (random, context, plain) => {
    const name = `control_${random.below(1000)}`;
    const kind = random.pick(['if_else', 'do_while', 'parallel_for'] as const);
    const [first, second] = [job(random, context), job(random, context)];
    if (first === undefined) return undefined;
    const after = random.chance(0.3) ? { after: first } : {};
    const inverse = { edit: edit('remove-jobs'), args: { jobs: [name] } };
    if (kind !== 'if_else') return { args: { kind, name, body: first, ...after }, keepsComments: true, inverse };
    const whenFalse = second === undefined || second === first ? {} : { whenFalse: second };
    const blocks = { true_block: `\${{parent.jobs.${first}}}`, ...(whenFalse.whenFalse === undefined ? {} : { false_block: `\${{parent.jobs.${second}}}` }) };
    return {
      args: { kind, name, whenTrue: first, ...whenFalse, ...after },
      expected: put(plain, ['jobs', name], { type: 'if_else', ...blocks }),
      keepsComments: true,
      mostLines: 6,
      inverse,
    };
  },
  extract: (random, context) => {
    const first = job(random, context);
    const second = job(random, context);
    const jobs = [...new Set([first, second])].filter((id): id is string => id !== undefined);
    return jobs.length === 0 ? undefined : { args: { jobs, file: `./parts/p_${random.below(1000)}.yml`, name: `part_${random.below(1000)}` } };
  },
};

const IDS = Object.keys(proposals);
const WEIGHTED = [...IDS, ...['connect', 'connect', 'set', 'set', 'disconnect', 'rename-job', 'remove-jobs', 'make-sweep', 'search-input', 'search-input']];

/** A random edit that may be asked for here; refusals are part of the game. */
export function propose(random: Random, context: EditContext, plain: Plain, only?: string): Proposal | undefined {
  const id = only ?? random.pick(WEIGHTED);
  const made = isPlainMap(plain) ? proposals[id]?.(random, context, plain as Tree) : undefined;
  return made && { edit: edit(id), ...made };
}

function isOpen(value: Plain | undefined): boolean {
  return value === undefined || value === null || isPlainMap(value);
}

/** True when no parent is there without a value or, outside of jobs, empty: those cannot be told from new ones afterwards. */
function parentsExist(plain: Plain, path: Path): boolean {
  for (let k = 1; k < path.length; k++) {
    const value = at(plain, path.slice(0, k));
    const keepsBraces = k >= 3 && path[0] === 'jobs';
    if (value === null || (isPlainMap(value) && Object.keys(value).length === 0 && !keepsBraces)) return false;
  }
  return true;
}

function randomPath(random: Random, plain: Plain): Path | undefined {
  const path: (string | number)[] = [];
  let value: Plain | undefined = plain;
  while (isPlainMap(value)) {
    const key: string | undefined = random.pickMaybe(Object.keys(value));
    if (key === undefined) break;
    path.push(key);
    value = value[key];
    if (random.chance(0.3)) break;
  }
  return path.length === 0 ? undefined : path;
}
