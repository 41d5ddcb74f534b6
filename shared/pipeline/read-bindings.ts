import type { Expression } from '#shared/azureml/expression.ts';
import { parseExpressions, printPath } from '#shared/azureml/expressions.ts';
import type { JobKind } from '#shared/azureml/kinds.ts';
import { AUTOML_DATA_KEYS, CONTROL_KEYS, isControlFlow } from '#shared/azureml/node-kinds.ts';
import { resolveAlias } from '#shared/yaml/document.ts';
import type { YamlEntry, YamlMapping, YamlNode, YamlScalar } from '#shared/yaml/tree.ts';
import { fieldsOf } from './fields.ts';
import type { Binding, End } from './pipeline.ts';

const DEEPEST = 40;

/** Every expression written in a job, in the order of the text as far as merge keys allow. Aliases and merge keys are followed. */
export function readBindings(job: string, kind: JobKind, fields: ReadonlyMap<string, YamlEntry>): Binding[] {
  const found: Binding[] = [];
  const path: (string | number)[] = [];

  function visit(node: YamlNode | null, depth: number): void {
    const target = resolveAlias(node);
    if (!target || depth > DEEPEST) return;
    if (target.kind === 'scalar') {
      if (target.text.includes('${{')) visitScalar(target);
    } else if (target.kind === 'mapping') {
      visitFields(fieldsIn(target), depth);
    } else {
      target.items.forEach((item, index) => {
        path.push(index);
        visit(item.value, depth + 1);
        path.pop();
      });
    }
  }

  function visitFields(entries: Iterable<readonly [string, YamlEntry]>, depth: number): void {
    for (const [name, entry] of entries) {
      path.push(name);
      visit(entry.value, depth + 1);
      path.pop();
    }
  }

  function visitScalar(node: YamlScalar): void {
    const expressions = parseExpressions(node.text);
    const only = expressions.length === 1 ? expressions[0] : undefined;
    const fills = only !== undefined && node.text.slice(0, only.start).trim() === '' && node.text.slice(only.end).trim() === '';
    const place = [...path];
    for (const { expression, start, end, spaced } of expressions) {
      found.push({
        job,
        path: place,
        expression,
        node,
        whole: fills && !spaced && start === 0 && end === node.text.length,
        spaced,
        kind: kindOf(path, expression, fills, kind),
      });
    }
  }

  visitFields(fields, 0);
  return found;
}

/** Without merge keys the entries are walked as they stand: no map is built. Duplicates are rare enough to ask for. */
function fieldsIn(map: YamlMapping): Iterable<readonly [string, YamlEntry]> {
  if (map.entries.length > 1) return fieldsOf(map);
  const only = map.entries[0];
  return only?.name === undefined || only.name === '<<' ? fieldsOf(map) : [[only.name, only]];
}

function kindOf(path: readonly (string | number)[], expression: Expression, fills: boolean, kind: JobKind): Binding['kind'] {
  const top = path[0];
  if (isControlFlow(kind) && typeof top === 'string' && CONTROL_KEYS.has(top)) return 'control';
  if (!fills) return 'setting';
  const port = portPlace(path, kind);
  if (port === 'input') return isSource(expression) ? 'data' : 'setting';
  if (port === 'output') return expression.kind === 'parent-output' ? 'data' : 'setting';
  return 'setting';
}

/** Whether a path leads to the value of an input or output of the job: the entry itself, or its `path` (of an input also its `value`). */
function portPlace(path: readonly (string | number)[], kind: JobKind): 'input' | 'output' | undefined {
  const [top, , last] = path;
  if (top === 'inputs' && (path.length === 2 || (path.length === 3 && (last === 'path' || last === 'value')))) return 'input';
  if (top === 'outputs' && (path.length === 2 || (path.length === 3 && last === 'path'))) return 'output';
  const ownKey = path.length === 1 || (path.length === 2 && path[1] === 'path');
  if (kind === 'automl' && ownKey && AUTOML_DATA_KEYS.some((key) => key === top)) return 'input';
  if (kind === 'import' && ownKey && top === 'output') return 'output';
  return undefined;
}

/**
 * The end that an input with this expression reads from; undefined when it is no binding. What starts like one but leads nowhere
 * (`parent.jobs.a.results.b`) is given as it stands, so that it is drawn as dangling and can be repaired.
 */
export function sourceOf(expression: Expression): End | undefined {
  return isSource(expression) ? printPath(expression) : undefined;
}

function isSource(expression: Expression): boolean {
  switch (expression.kind) {
    case 'parent-input':
    case 'job-output':
    case 'job-input':
    case 'job':
      return true;
    case 'other':
      return expression.path.startsWith('parent.inputs.') || expression.path.startsWith('parent.jobs.');
    default:
      return false;
  }
}
