import { freeName } from '#shared/azureml/names.ts';
import { renameOutput } from '#shared/edits/rename-output.edit.ts';
import { renamePort } from '#shared/edits/rename-port.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { COMPONENTS, declaredIn } from './component-ports.ts';

/** A component that calls an input and an output the same (NAM-010). */
export const sharedPortName = defineCheck({
  code: 'shared-port-name',
  rule: 'NAM-010',
  severity: 'warning',
  title: 'An input and an output of a component have the same name',
  documents: COMPONENTS,
  run(context, report) {
    const inputs = declaredIn(context, 'input');
    const outputs = declaredIn(context, 'output');
    for (const [name, entry] of outputs) {
      const twin = inputs.get(name);
      if (!twin) continue;
      const to = freeName(`${name}_out`, (other) => inputs.has(other) || outputs.has(other));
      const rename =
        context.pipeline.document === 'pipeline-component' ? step(renameOutput, { name, to }) : step(renamePort, { side: 'output' as const, name, to });
      report({
        at: entry.key,
        field: ['outputs', name],
        message: `\`${name}\` is the name of an input and of an output: Azure ML takes it, but readers cannot tell them apart; rename one, for example to \`${to}\`.`,
        related: [{ message: 'The input', at: twin.key }],
        fixes: [fix('rename', `Rename the output to \`${to}\``, rename)],
      });
    }
  },
});
