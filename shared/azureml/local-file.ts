import { resolveAlias } from '#shared/yaml/document.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { YamlMapping, YamlNode } from '#shared/yaml/tree.ts';

export const LOCAL_FILE = '.sluice/local.yml';

/** A cloud name, or with `isPrefix` the beginning of many, and what stands for it on this computer. */
export interface LocalEntry<Target> {
  /** Without the star of a prefix. */
  readonly name: string;
  readonly isPrefix: boolean;
  readonly target: Target;
}

/** What stands for a registered environment: a conda file, packages named in place, or a container: of that image, or of what the environment itself says. */
export type LocalEnvironment =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'packages'; readonly python: string | undefined; readonly pip: readonly string[] }
  | { readonly kind: 'container'; readonly image: string | undefined; readonly python: string | undefined; readonly pip: readonly string[] };

/** `refuse`: jobs that ask for this compute do not run here. */
export type LocalCompute = 'here' | 'refuse';

/** How cloud names resolve on this computer. Paths are as written: relative to the project, or absolute. */
export interface LocalFile {
  readonly data: readonly LocalEntry<string>[];
  readonly models: readonly LocalEntry<string>[];
  readonly components: readonly LocalEntry<string>[];
  readonly environments: readonly LocalEntry<LocalEnvironment>[];
  readonly compute: readonly LocalEntry<LocalCompute>[];
  /** `job.port` to what it would write: a path, or the value of an output of a literal type. The job is then not run. */
  readonly outputs: readonly LocalEntry<string>[];
}

export const emptyLocalFile: LocalFile = { data: [], models: [], components: [], environments: [], compute: [], outputs: [] };

const SECTIONS: readonly string[] = ['data', 'models', 'components', 'environments', 'compute', 'outputs'];

/** Reads `.sluice/local.yml`. What cannot be used is left out and said in a sentence; a file that cannot be read maps nothing. */
export function readLocalFile(text: string): { readonly value: LocalFile; readonly notes: readonly string[] } {
  const doc = readYaml(text);
  if (!doc.readable) {
    const reason = doc.problems.find((problem) => problem.severity === 'error')?.message;
    return { value: emptyLocalFile, notes: [`${LOCAL_FILE} cannot be read, so nothing in it counts.${reason === undefined ? '' : ` ${reason}`}`] };
  }
  const notes: string[] = [];
  const { map } = doc;
  if (!map) {
    if (doc.root && !isNull(doc.root)) notes.push(`${LOCAL_FILE}: it is a mapping with the sections ${SECTIONS.join(', ')}.`);
    return { value: emptyLocalFile, notes };
  }
  for (const entry of map.entries)
    if (entry.name === undefined || !SECTIONS.includes(entry.name))
      notes.push(`${LOCAL_FILE}: there is no section \`${entry.name ?? '?'}\`. Sections are ${SECTIONS.join(', ')}.`);
  const read = <Target>(section: string, targetOf: (node: YamlNode, name: string) => Target | string[]) => entriesOf(map, section, notes, targetOf);
  return {
    value: {
      data: read('data', pathTarget('a path')),
      models: read('models', pathTarget('a path')),
      components: read('components', pathTarget('the path of a component file')),
      environments: read('environments', (node, name) => environmentTarget(node, name, notes)),
      compute: read('compute', computeTarget),
      outputs: read('outputs', outputTarget),
    },
    notes,
  };
}

/** What stands for `name`: the entry that names it, else the longest prefix of it. `rest` is what follows the prefix. */
export function findLocal<Target>(
  entries: readonly LocalEntry<Target>[],
  name: string,
): { readonly entry: LocalEntry<Target>; readonly rest: string } | undefined {
  let best: LocalEntry<Target> | undefined;
  for (const entry of entries) {
    if (!entry.isPrefix && entry.name === name) return { entry, rest: '' };
    if (entry.isPrefix && name.startsWith(entry.name) && (best === undefined || entry.name.length > best.name.length)) best = entry;
  }
  return best && { entry: best, rest: name.slice(best.name.length) };
}

/** `azureml:x:1` as it is, `azureml://datastores/d/paths/*` as a prefix. */
export function localEntry<Target>(name: string, target: Target): LocalEntry<Target> {
  return name.endsWith('*') ? { name: name.slice(0, -1), isPrefix: true, target } : { name, isPrefix: false, target };
}

/** A target, or a list with the sentence why there is none. */
function entriesOf<Target>(
  map: YamlMapping,
  section: string,
  notes: string[],
  targetOf: (node: YamlNode, name: string) => Target | string[],
): readonly LocalEntry<Target>[] {
  const node = resolveAlias(map.get(section));
  if (node === undefined || isNull(node)) return [];
  if (node.kind !== 'mapping') {
    notes.push(`${LOCAL_FILE}: \`${section}\` is a mapping from cloud names to what stands for them here.`);
    return [];
  }
  // Of two equal keys the last one counts, as everywhere in the format.
  const found = new Map<string, LocalEntry<Target>>();
  for (const entry of node.entries) {
    const { name } = entry;
    if (name === undefined || name.trim() === '') {
      notes.push(`${LOCAL_FILE}: a key of \`${section}\` is no text.`);
      continue;
    }
    const value = resolveAlias(entry.value);
    const target = value === undefined || isNull(value) ? [`\`${name}\` under \`${section}\` has no value.`] : targetOf(value, name);
    if (isRefusal(target)) notes.push(...target.map((sentence) => `${LOCAL_FILE}: ${sentence}`));
    else found.set(name, localEntry(name, target));
  }
  return [...found.values()];
}

function isRefusal<Target>(target: Target | string[]): target is string[] {
  return Array.isArray(target);
}

function pathTarget(what: string) {
  return (node: YamlNode, name: string): string | string[] =>
    node.kind === 'scalar' && node.text.trim() !== '' ? node.text.trim() : [`\`${name}\` takes ${what}.`];
}

function environmentTarget(node: YamlNode, name: string, notes: string[]): LocalEnvironment | string[] {
  if (node.kind === 'scalar' && node.text.trim() !== '') return { kind: 'file', path: node.text.trim() };
  if (node.kind !== 'mapping') return [`\`${name}\` takes the path of a conda file, { python: "3.10", pip: [ … ] }, or { docker: image }.`];
  for (const entry of node.entries)
    if (!ENVIRONMENT_KEYS.includes(entry.name ?? '')) notes.push(`${LOCAL_FILE}: \`${name}\` knows python, pip and docker, not \`${entry.name ?? '?'}\`.`);
  const docker = resolveAlias(node.get('docker'));
  const packages = packagesIn(node, name);
  if (docker === undefined || isNull(docker) || Array.isArray(packages)) return packages;
  const image = docker.kind === 'scalar' ? docker.text.trim() : '';
  if (image === '') return [`\`${name}\` takes the name of an image under docker, or true for its own.`];
  return image === 'false' ? packages : { ...packages, kind: 'container', image: image === 'true' ? undefined : image };
}

const ENVIRONMENT_KEYS: readonly string[] = ['python', 'pip', 'docker'];

function packagesIn(node: YamlMapping, name: string): Extract<LocalEnvironment, { kind: 'packages' }> | string[] {
  const python = resolveAlias(node.get('python'));
  const pip = resolveAlias(node.get('pip'));
  // As written: a plain 3.10 would be the number 3.1.
  const version = python?.kind === 'scalar' && !isNull(python) ? python.text.trim() : undefined;
  if (version !== undefined && !/^[23](\.\d+){0,2}$/.test(version)) return [`\`${name}\` has python: ${version}, which is no version. Write it as "3.10".`];
  if (pip === undefined || isNull(pip)) return { kind: 'packages', python: version, pip: [] };
  if (pip.kind === 'scalar') return { kind: 'packages', python: version, pip: [pip.text.trim()] };
  if (pip.kind !== 'sequence') return [`\`${name}\` takes a list of packages under pip.`];
  const packages = pip.items.flatMap((item) => {
    const one = resolveAlias(item.value);
    return one?.kind === 'scalar' && !isNull(one) ? [one.text.trim()] : [];
  });
  if (packages.length < pip.items.length) return [`\`${name}\` has something under pip that is no package.`];
  return { kind: 'packages', python: version, pip: packages };
}

function outputTarget(node: YamlNode, name: string): string | string[] {
  if (!/^[\w]+(\.\w+)+$/.test(name)) return [`\`${name}\` under \`outputs\` is no output of a job. Write job.output.`];
  return pathTarget('the path of what the job would write')(node, name);
}

function computeTarget(node: YamlNode, name: string): LocalCompute | string[] {
  const word = node.kind === 'scalar' ? node.text.trim() : '';
  return word === 'refuse' || word === 'here' ? word : [`\`${name}\` is refuse or here.`];
}

function isNull(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.type === 'null';
}
