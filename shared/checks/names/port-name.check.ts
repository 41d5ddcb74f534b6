import { checkInputName, freeName } from '#shared/azureml/names.ts';
import { renamePort } from '#shared/edits/rename-port.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { COMPONENTS, declaredIn, SIDES } from './component-ports.ts';
import { toPortName } from './nearest-name.ts';

/** An input or output of a component whose name Azure ML refuses, or two that differ in case only (NAM-004). */
export const portName = defineCheck({
  code: 'port-name',
  rule: 'NAM-004',
  severity: 'error',
  title: 'Input or output of a component has a name that is not allowed',
  documents: COMPONENTS,
  run(context, report) {
    for (const side of SIDES) {
      const declared = declaredIn(context, side);
      const seen = new Map<string, string>();
      for (const [name, entry] of declared) {
        const twin = seen.get(name.toLowerCase());
        seen.set(name.toLowerCase(), name);
        // A pipeline component's own inputs and outputs are those of a pipeline: NAM-002 and NAM-003 say it.
        const isBad = context.pipeline.document !== 'pipeline-component' && checkInputName(name) !== undefined;
        if (!isBad && twin === undefined) continue;
        const taken = (other: string): boolean => [...declared.keys()].some((key) => key.toLowerCase() === other.toLowerCase());
        const to = freeName(toPortName(name, true), taken);
        const first = twin === undefined ? undefined : declared.get(twin);
        report({
          at: entry.key,
          field: [`${side}s`, name],
          message: isBad
            ? `\`${name}\` is no name for an ${side}: use letters, digits and underscores, and do not start with a digit.`
            : `The ${side}s \`${twin}\` and \`${name}\` differ in case only, and Azure ML takes them for one: rename one of them.`,
          related: first ? [{ message: `The other ${side}`, at: first.key }] : [],
          fixes: [fix('rename', `Rename to \`${to}\``, step(renamePort, { side, name, to }))],
        });
      }
    }
  },
});
