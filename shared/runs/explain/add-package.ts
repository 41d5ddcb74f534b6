import { asMapping, asSequence, asText } from '#shared/pipeline/fields.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { YamlSequence } from '#shared/yaml/tree.ts';
import type { FailureFix } from '../failure.ts';
import { nameOf, type ReadFiles } from './facts.ts';

/** The edit that lists a package in a conda or requirements file; undefined where that cannot be worked out. `line` is what pip reads: `lightgbm==4.5.0`. */
export function addPackage(path: string, line: string, files: ReadFiles): FailureFix | undefined {
  const text = files.read(path);
  if (text === undefined) return undefined;
  const name = line.replace(/[^\w.-].*$/, '');
  const title = `Add ${name} to ${nameOf(path)}`;
  if (/\.txt$/i.test(path)) {
    const lead = text === '' || text.endsWith('\n') ? '' : '\n';
    return { title, path, edits: [{ start: text.length, end: text.length, newText: `${lead}${line}\n` }] };
  }
  const list = packageList(text);
  const last = list?.items.at(-1);
  if (!list || !last?.value || list.flow) return undefined;
  const end = last.value.end;
  const lineStart = text.lastIndexOf('\n', last.value.start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
  // A comment behind the last one stays behind it.
  const lineEnd = /\r?\n/.exec(text.slice(end));
  const at = lineEnd ? end + lineEnd.index : text.length;
  const eol = lineEnd?.[0] ?? '\n';
  return { title, path, edits: [{ start: at, end: at, newText: `${eol}${indent}- ${line}` }] };
}

/** The line, from 1, of a file that lists a package; undefined when it does not. */
export function packageLine(path: string, name: string, files: ReadFiles): number | undefined {
  const wanted = plainName(name);
  const at = (files.read(path) ?? '').split(/\r?\n/).findIndex((line) => {
    const found = /^\s*-?\s*["']?([A-Za-z][\w.-]*)/.exec(line)?.[1];
    return found !== undefined && plainName(found) === wanted && !/:\s*$/.test(line);
  });
  return at < 0 ? undefined : at + 1;
}

/** Names of packages are alike for pip in any case and with - or _. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** What pip installs, else what conda does; in a conda file, or in one that stands in a component. */
function packageList(text: string): YamlSequence | undefined {
  const map = readYaml(text).map;
  const inner = asMapping(asMapping(map?.get('environment'))?.get('conda_file')) ?? asMapping(map?.get('conda_file'));
  const dependencies = asSequence((map?.entry('dependencies') ? map : inner)?.get('dependencies'));
  for (const item of dependencies?.items ?? []) {
    const pip = asSequence(asMapping(item.value)?.get('pip'));
    if (pip && pip.items.length > 0) return pip;
  }
  const isPlain = dependencies?.items.every((item) => asText(item.value) !== undefined);
  return isPlain ? dependencies : undefined;
}
