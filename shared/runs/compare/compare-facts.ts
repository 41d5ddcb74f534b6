import type { CodeFiles, FactsByTask } from '../task-facts.ts';
import type { CodeChange, DataChange, EnvironmentChange, Part } from './comparison.ts';

/** Data that jobs read from files, where its content or its place differs. */
export function compareData(a: FactsByTask, b: FactsByTask): Part<DataChange> {
  const found = new Map<string, { readonly change: DataChange; readonly isSame: boolean }>();
  for (const task of tasksOf(a, b)) {
    for (const input of new Set([...Object.keys(a[task]?.data ?? {}), ...Object.keys(b[task]?.data ?? {})])) {
      const [left, right] = [dataAt(a, task, input), dataAt(b, task, input)];
      const key = JSON.stringify([left, right]);
      const readers = [...(found.get(key)?.change.readers ?? []), `${task}.${input}`];
      found.set(key, { change: { a: left, b: right, readers }, isSame: left?.hash === right?.hash && left?.path === right?.path });
    }
  }
  return { changes: [...found.values()].flatMap(({ change, isSame }) => (isSame ? [] : [change])), of: found.size };
}

function dataAt(facts: FactsByTask, task: string, input: string): DataChange['a'] {
  const path = facts[task]?.data[input];
  return path === undefined ? undefined : { path, hash: (facts[task]?.parts[`inputs.${input}`] ?? '').replace(/^=/, '') };
}

/** Code and commands of jobs that both runs have. */
export function compareCode(a: FactsByTask, b: FactsByTask, files: { readonly a: CodeFiles; readonly b: CodeFiles } = { a: {}, b: {} }): Part<CodeChange> {
  const changes = new Map<string, CodeChange>();
  const all = new Set<string>();
  for (const task of tasksOf(a, b)) {
    const [left, right] = [a[task], b[task]];
    if (!left || !right) continue;
    for (const what of ['code', 'command'] as const) {
      const [one = '', other = ''] = [left.parts[what], right.parts[what]];
      const name = what === 'code' ? (right.code ?? left.code ?? task) : task;
      const key = `${what} ${name} ${one} ${other}`;
      if (what === 'code' && (left.code ?? right.code) !== undefined) all.add(name);
      if (one === other) continue;
      const jobs = [...(changes.get(key)?.jobs ?? []), task];
      const changed = what === 'code' ? changedFiles(files.a[left.code ?? ''], files.b[right.code ?? '']) : [];
      changes.set(key, { what, name, a: one.trim(), b: other.trim(), jobs, files: changed });
    }
  }
  return { changes: [...changes.values()], of: all.size };
}

function changedFiles(a: CodeFiles[string] | undefined, b: CodeFiles[string] | undefined): CodeChange['files'] {
  if (a === undefined || b === undefined) return [];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].sort().flatMap((name) => {
    if (a[name] === b[name]) return [];
    return [{ name, change: a[name] === undefined ? ('added' as const) : b[name] === undefined ? ('removed' as const) : ('changed' as const) }];
  });
}

/** Environments by what they are built from. */
export function compareEnvironments(a: FactsByTask, b: FactsByTask): Part<EnvironmentChange> {
  const changes = new Map<string, EnvironmentChange>();
  const all = new Set<string>();
  for (const task of tasksOf(a, b)) {
    const [left, right] = [a[task], b[task]];
    if (!left || !right) continue;
    all.add(right.environment);
    if (left.parts.environment === right.parts.environment) continue;
    const key = JSON.stringify([left.environment, left.parts.environment, right.environment, right.parts.environment]);
    const jobs = [...(changes.get(key)?.jobs ?? []), task];
    changes.set(key, { a: left.environment, b: right.environment, packages: comparePackages(left.parts.environment, right.parts.environment), jobs });
  }
  return { changes: [...changes.values()], of: all.size };
}

function comparePackages(a: string | undefined, b: string | undefined): EnvironmentChange['packages'] {
  const [left, right] = [packagesOf(a), packagesOf(b)];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((name) =>
    left.get(name) === right.get(name) ? [] : [{ name, a: left.get(name), b: right.get(name) }],
  );
}

/** From the part `environment` of a key: Python, requirements, variables. */
function packagesOf(part: string | undefined): ReadonlyMap<string, string> {
  let read: unknown;
  try {
    read = JSON.parse(part ?? '[]');
  } catch {
    read = [];
  }
  const [python, requirements] = Array.isArray(read) ? read : [];
  const found = new Map<string, string>();
  if (typeof python === 'string' && python !== '') found.set('python', python);
  for (const line of Array.isArray(requirements) ? requirements : []) {
    const [, name = String(line), version = ''] = /^([\w.-]+(?:\[[^\]]*\])?)\s*(.*)$/.exec(String(line)) ?? [];
    found.set(name.toLowerCase(), version.replace(/^==/, ''));
  }
  return found;
}

/** Tasks without the trials of sweeps: these all read and run the same. */
function tasksOf(a: FactsByTask, b: FactsByTask): readonly string[] {
  const all = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  const withFirst = all.filter((task) => !task.includes('[') || task.endsWith('[1]'));
  return withFirst;
}
