import { set } from '#shared/edits/set.edit.ts';
import { printScalar } from '#shared/yaml/print-scalar.ts';
import type { YamlScalar } from '#shared/yaml/tree.ts';
import { type CheckContext, defineCheck, type Fix, fix, step, textFix } from '../check.ts';
import { misfitsOf } from '../schema/misfits-of.ts';
import { typeName } from '../schema/scalar-misfit.ts';
import { scalarFinder } from './parts.ts';

const NUMBER_IN_12 = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const WORD_BOOLEAN = /^(yes|no|on|off)$/i;
const ODD_NUMBER = /^[-+]?(0[0-7_]+|[0-9_]*_[0-9_.]*|[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?|0b[01_]+)$/;

const findOdd = scalarFinder((node) => node.style === 'plain' && node.tag === undefined && isReadOtherwise(node));

/** A plain scalar that Azure ML reads as another type than YAML 1.2 does, and so perhaps otherwise than meant (YML-005). */
export const readOtherwise = defineCheck({
  code: 'read-otherwise',
  rule: 'YML-005',
  severity: 'warning',
  title: 'Value that Azure ML reads otherwise than it looks',
  documents: 'all',
  run(context, report) {
    if (context.pipeline.document === 'unknown') return;
    const odd = findOdd(context);
    if (odd.length === 0) return;
    const said = new Set(misfitsOf(context, 'not-text').map((misfit) => misfit.path.join('\n')));
    for (const { node, path } of odd) {
      if (said.has(path.join('\n'))) continue;
      const quote = fix('quote', `Quote \`${node.text}\``, step(set, { path, value: node.text }));
      const plain = plainFix(node);
      const better = plain ? `Write \`${plain.written}\`, or quote it` : 'Quote it if it is text';
      const fixes: Fix[] = plain ? (takesText(context, path) ? [quote, plain.fix] : [plain.fix, quote]) : [quote];
      report({
        at: node,
        field: path,
        message: `Azure ML reads \`${node.text}\` as ${node.type === 'string' ? 'text, not as a number' : typeName(node)}. ${better}.`,
        fixes,
      });
    }
  },
});

/** True for the value of an input that its component declares as text. */
function takesText({ pipeline }: CheckContext, [top, id, side, name]: readonly (string | number)[]): boolean {
  const job = top === 'jobs' && side === 'inputs' ? pipeline.job(String(id)) : undefined;
  return job?.inputs.find((port) => port.name === name)?.declared?.type === 'string';
}

function isReadOtherwise({ text, type }: YamlScalar): boolean {
  if (type === 'string') return NUMBER_IN_12.test(text);
  if (type === 'bool') return WORD_BOOLEAN.test(text);
  return (type === 'int' || type === 'float') && ODD_NUMBER.test(text);
}

/** The same value in a form that every reader of YAML takes for it. */
function plainFix(node: YamlScalar): { readonly fix: Fix; readonly written: string } | undefined {
  const { text, type, value } = node;
  if (text.includes(':')) return undefined;
  const meant = type === 'string' ? Number(text) : value;
  if ((typeof meant !== 'number' && typeof meant !== 'boolean') || (typeof meant === 'number' && !Number.isFinite(meant))) return undefined;
  if (type === 'string' && Number.isInteger(meant) && /^0/.test(text)) return undefined;
  const written = printScalar(meant);
  // The value may be the same to Azure ML, so that no edit would write anything.
  return { fix: textFix('write-plainly', `Write \`${written}\``, () => [{ start: node.start, end: node.end, newText: written }]), written };
}
