import { set } from '#shared/edits/set.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { eachScalar, type Keys } from '../common/walk.ts';
import { signalsOf } from './signals.ts';

/** Metrics that have no upper limit, or one of their own. */
const UNLIMITED = /(mae|mse|rmse|wasserstein|population_stability_index|score_per_instance|total_token|^threshold$)/;

/** Rates and distances lie between 0 and 1, so a threshold beyond never alerts or always does (MON-006). */
export const monitorThreshold = defineCheck({
  code: 'monitor-threshold',
  rule: 'MON-006',
  severity: 'warning',
  title: 'Threshold that is never, or always, crossed',
  documents: ['schedule'],
  run(context, report) {
    for (const signal of signalsOf(context)) {
      eachScalar(signal.fields.get('metric_thresholds')?.value, [...signal.path, 'metric_thresholds'], (node, path: Keys) => {
        const metric = String(path.at(-1));
        const value = Number(node.text);
        if (node.type === 'string' || node.type === 'null' || Number.isNaN(value)) return;
        if (value >= 0 && (value <= 1 || UNLIMITED.test(metric))) return;
        report({
          at: node,
          field: path,
          message: `The threshold of \`${metric}\` in signal \`${signal.name}\` is ${value}, but that metric lies between 0 and 1. Write a share, as 0.05.`,
          // Per cent were meant.
          fixes: value > 1 && value <= 100 ? [fix('write-share', `Write ${value / 100}`, step(set, { path, value: value / 100 }))] : [],
        });
      });
    }
  },
});
