import { parseComponentRef } from '#shared/azureml/component-ref.ts';
import { relativeRef } from '#shared/pipeline/paths.ts';
import type { ComponentInterface } from '#shared/pipeline/pipeline.ts';
import { readComponent } from '#shared/pipeline/read-component.ts';
import { resolveAlias } from '#shared/yaml/document.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { EditContext, FileChange } from '../edit.ts';
import { Draft } from '../splice/draft.ts';
import type { Plain } from '../splice/plain.ts';
import { printFlow } from '../splice/print-value.ts';

/** What an input for the verdict of a gate is called. */
export const GATE_INPUT = 'gate';
const DESCRIPTION = 'Verdict of the gate that this waits for.';

/** How the pipeline writes its gate's component: as asked for, as another gate of it does, else the file of the project. */
export function gateComponentRef(context: EditContext, asked: string | undefined): string | undefined {
  if (asked !== undefined) {
    const ref = parseComponentRef(asked);
    return ref.kind === 'local' && !/^(\.\.?\/|file:)/.test(asked) ? `./${asked}` : asked;
  }
  const used = context.pipeline.jobs.find((job) => job.isGate && job.component?.ref !== undefined && isQualityGate(job.component.declared));
  if (used?.component?.ref !== undefined) return used.component.ref;
  const paths = context.project.list().filter((path) => {
    const text = path === context.path ? undefined : context.project.read(path);
    return text?.includes('verdict') && text.includes('rules') && isQualityGate(readComponent(text));
  });
  const refs = paths.map((path) => relativeRef(context.path, path)).sort((a, b) => a.split('/').length - b.split('/').length || a.length - b.length);
  return refs[0];
}

/** True for a component that judges metrics by rules. */
function isQualityGate(component: ComponentInterface | undefined): boolean {
  const inputs = component?.inputs.map((port) => port.name) ?? [];
  return inputs.includes('metrics') && inputs.includes('rules') && component?.outputs.some((port) => port.name === 'verdict') === true;
}

/** The fields of an optional input for a verdict; described where the others beside it are. */
export function gateInput(isDescribed: boolean): { readonly [key: string]: Plain } {
  return { type: 'uri_file', optional: true, ...(isDescribed ? { description: DESCRIPTION } : {}) };
}

/** The change that gives a component file an optional input for a verdict; undefined when its text is not at hand or cannot be read. */
export function addGateInput(context: EditContext, path: string): FileChange | undefined {
  const text = context.project.read(path);
  const doc = text === undefined ? undefined : readYaml(text);
  if (!doc?.readable || !doc.map) return undefined;
  const inputs = resolveAlias(doc.map.get('inputs'));
  const fields = inputs?.kind === 'mapping' ? inputs.entries.map((entry) => resolveAlias(entry.value)) : [];
  const described = fields.filter((field) => field?.kind === 'mapping' && field.entry('description') !== undefined).length;
  const draft = new Draft(doc);
  const value = gateInput(described > 0 && described * 2 >= fields.length);
  const braces = fields.length > 0 && fields.every((field) => field?.kind === 'mapping' && field.flow) ? fields.at(-1) : undefined;
  const flow = braces && doc.text[braces.start + 1] !== ' ' ? printFlow(value).replace(/^\{ (.*) \}$/, '{$1}') : printFlow(value);
  const isWritten =
    braces && inputs?.kind === 'mapping' && !inputs.flow ? draft.addLines(['inputs'], [`${GATE_INPUT}: ${flow}`]) : draft.set(['inputs', GATE_INPUT], value);
  return isWritten ? { path, kind: 'change', edits: draft.edits } : undefined;
}
