import { parseComponentRef, refName } from '#shared/azureml/component-ref.ts';
import { documentKind, isComponentKind } from '#shared/azureml/document-kind.ts';
import type { DocumentKind, JobKind } from '#shared/azureml/kinds.ts';
import type { YamlEntry } from '#shared/yaml/tree.ts';
import { lookUpComponent } from './component-cache.ts';
import { asMapping, asText } from './fields.ts';
import { componentLabel, resolveRelative } from './paths.ts';
import type { ComponentFiles, ComponentUse } from './pipeline.ts';
import { interfaceOf } from './read-component.ts';

/** Reads a `component:` or `trial:` value: a file, a reference or an object written inline. */
export function readComponentUse(key: 'component' | 'trial', entry: YamlEntry, kind: JobKind, fromFile: string, files: ComponentFiles): ComponentUse {
  const inline = asMapping(entry.value);
  if (inline) {
    const found = documentKind(inline);
    const declared = interfaceOf(inline, isComponentKind(found) ? found : KIND_OF_INLINE[kind]);
    return {
      key,
      ref: undefined,
      where: 'inline',
      label: declared.name ?? firstWords(declared.command) ?? 'inline',
      path: undefined,
      declared,
      reason: undefined,
    };
  }
  const ref = asText(entry.value);
  const unknown: ComponentUse = { key, ref, where: 'unknown', label: ref ?? '', path: undefined, declared: undefined, reason: undefined };
  if (ref === undefined) return { ...unknown, reason: `Nothing stands behind ${key}: name a component file or a registered component.` };
  const parsed = parseComponentRef(ref);
  switch (parsed.kind) {
    case 'invalid':
      return { ...unknown, reason: parsed.reason };
    case 'registry':
      return { ...unknown, where: 'registry' };
    case 'workspace':
    case 'arm':
      return { ...unknown, where: 'workspace' };
    case 'local':
      return localUse(key, ref, parsed.file, fromFile, files);
  }
}

function localUse(key: 'component' | 'trial', ref: string, file: string, fromFile: string, files: ComponentFiles): ComponentUse {
  const path = resolveRelative(fromFile, file);
  const use = { key, ref, where: 'local', label: componentLabel(file), path, declared: undefined } as const;
  if (path === undefined) return { ...use, reason: `${file} lies outside the open folder, so its inputs and outputs are not known.` };
  const found = lookUpComponent(files, path);
  switch (found.state) {
    case 'found':
      return { ...use, label: componentLabel(path), declared: found.declared, reason: undefined };
    case 'missing':
      return { ...use, reason: `There is no file ${path}.` };
    case 'not-a-component':
      return { ...use, reason: `${path} is not a component.` };
    case 'pending':
      return { ...use, reason: `${path} has not been read yet.` };
  }
}

const KIND_OF_INLINE: Readonly<Record<JobKind, DocumentKind>> = {
  command: 'command-component',
  sweep: 'command-component',
  parallel: 'parallel-component',
  automl: 'automl-component',
  spark: 'spark-component',
  pipeline: 'pipeline-component',
  'data-transfer': 'data-transfer-component',
  import: 'import-component',
  'if-else': 'unknown',
  'do-while': 'unknown',
  'parallel-for': 'unknown',
  unknown: 'unknown',
};

/** The component's own name, for the inference of roles: of a registered one its name, of a file what it declares, else how it is called. */
export function componentName(use: ComponentUse | undefined): string | undefined {
  if (!use || use.key === 'inline') return undefined;
  if (use.declared?.name !== undefined) return use.declared.name;
  if (use.ref === undefined) return undefined;
  return use.where === 'local' ? use.label : refName(parseComponentRef(use.ref));
}

/** A command may be long, and only its beginning is shown. */
const LOOKED_AT = 200;

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The first words of a command: on one line, at most 60 characters, cut at a blank. */
export function firstWords(command: string | undefined): string | undefined {
  if (command === undefined) return undefined;
  let line = onOneLine(command.slice(0, LOOKED_AT));
  // A beginning that is all blanks tells nothing of what is behind it.
  if (line.length <= 60 && command.length > LOOKED_AT) line = onOneLine(command);
  if (line === '') return undefined;
  if (line.length <= 60) return line;
  const cut = line.lastIndexOf(' ', 60);
  return `${line.slice(0, cut > 20 ? cut : 60)}…`;
}
