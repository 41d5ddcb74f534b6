import { defineCheck } from '../check.ts';
import { signalsOf } from './signals.ts';

const EXPERIMENTAL: ReadonlySet<string> = new Set([
  'feature_attribution_drift',
  'model_performance',
  'custom',
  'generation_safety_quality',
  'generation_token_statistics',
]);

/** Signals that Azure ML marks as experimental (MON-007). */
export const monitorPreview = defineCheck({
  code: 'monitor-preview',
  rule: 'MON-007',
  severity: 'info',
  title: 'Signal of a monitor is a preview',
  documents: ['schedule'],
  run(context, report) {
    for (const signal of signalsOf(context)) {
      const at = signal.fields.get('type')?.value;
      if (!at || signal.type === undefined || !EXPERIMENTAL.has(signal.type)) continue;
      report({
        at,
        field: [...signal.path, 'type'],
        message: `\`${signal.type}\` of signal \`${signal.name}\` is experimental in Azure ML and may change. Keep a gate of your own beside it.`,
      });
    }
  },
});
