import { checkInputName, freeName } from '#shared/azureml/names.ts';
import { renameInput } from '#shared/edits/rename-input.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { toPortName } from './nearest-name.ts';

/** An input of the pipeline whose name Azure ML refuses when the pipeline is submitted (NAM-002). */
export const inputName = defineCheck({
  code: 'input-name',
  rule: 'NAM-002',
  severity: 'error',
  title: 'Input of the pipeline has a name that is not allowed',
  run({ pipeline }, report) {
    for (const { name, entry } of pipeline.inputs) {
      if (checkInputName(name) === undefined) continue;
      const to = freeName(toPortName(name, true), (other) => pipeline.inputs.some((input) => input.name === other));
      report({
        at: entry.key,
        field: ['inputs', name],
        message: `\`${name}\` is no name for an input: use letters, digits and underscores, and do not start with a digit.`,
        fixes: [fix('rename', `Rename to \`${to}\``, step(renameInput, { name, to }))],
      });
    }
  },
});
