import { parseComponentRef } from '#shared/azureml/component-ref.ts';
import { set } from '#shared/edits/set.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { assetRefsOf } from './asset-refs.ts';

/** A registered component without a version or label (REF-005). */
export const unversionedComponent = defineCheck({
  code: 'unversioned-component',
  rule: 'REF-005',
  severity: 'warning',
  title: 'Registered component has no version',
  run(context, report) {
    for (const { node, path, asset, what } of assetRefsOf(context)) {
      const ref = asset === 'component' ? parseComponentRef(node.text) : undefined;
      if (ref?.kind !== 'workspace' || ref.version !== undefined || ref.label !== undefined || ref.name === '' || /[<>{}]/.test(ref.name)) continue;
      report({
        at: node,
        field: path,
        message: `${what} is \`${node.text}\` without a version, so it may be another one tomorrow: add the version, or \`@latest\` to say that this is meant.`,
        fixes: [fix('add-latest', 'Add `@latest`', step(set, { path: [...path], value: `${node.text}@latest` }))],
      });
    }
  },
});
