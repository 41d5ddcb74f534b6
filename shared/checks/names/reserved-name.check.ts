import { freeName, RESERVED_PORT_NAMES } from '#shared/azureml/names.ts';
import { renameInput } from '#shared/edits/rename-input.edit.ts';
import { renameOutput } from '#shared/edits/rename-output.edit.ts';
import { renamePort } from '#shared/edits/rename-port.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { COMPONENTS, declaredIn, SIDES } from './component-ports.ts';

/** An input or output of a component with a name that the runtime keeps for itself (NAM-005). */
export const reservedName = defineCheck({
  code: 'reserved-name',
  rule: 'NAM-005',
  severity: 'error',
  title: 'Input or output of a component has a name that the runtime keeps for itself',
  documents: COMPONENTS,
  run(context, report) {
    const isPipeline = context.pipeline.document === 'pipeline-component';
    for (const side of SIDES) {
      const declared = declaredIn(context, side);
      for (const [name, entry] of declared) {
        if (!RESERVED_PORT_NAMES.has(name.toLowerCase())) continue;
        const to = freeName(`${side}_${name.toLowerCase()}`, (other) => declared.has(other));
        const rename = isPipeline ? step(side === 'input' ? renameInput : renameOutput, { name, to }) : step(renamePort, { side, name, to });
        report({
          at: entry.key,
          field: [`${side}s`, name],
          message: `The ${side} \`${name}\` has a name that the runtime keeps for itself: rename it, for example to \`${to}\`.`,
          fixes: [fix('rename', `Rename to \`${to}\``, rename)],
        });
      }
    }
  },
});
