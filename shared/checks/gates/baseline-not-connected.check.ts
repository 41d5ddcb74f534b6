import { needsOf } from '#shared/edits/common/reach.ts';
import { connect } from '#shared/edits/connect.edit.ts';
import { set } from '#shared/edits/set.edit.ts';
import type { Job, Pipeline } from '#shared/pipeline/pipeline.ts';
import { defineCheck, type Fix, fix, step } from '../check.ts';
import { isInline } from '../common/inputs.ts';
import { gateRulesOf, placeInRules, replaced } from './gate-rules.ts';
import { metricsIn } from './metrics-in.ts';

/** Rules that compare with a champion need its metrics. */
export const baselineNotConnected = defineCheck({
  code: 'baseline-not-connected',
  rule: 'gate-rules',
  severity: 'error',
  title: 'Rules compare with a baseline that is not connected',
  run(context, report) {
    const { pipeline, doc } = context;
    for (const { gate, node, path, text, parsed } of gateRulesOf(context)) {
      if (gate.inputs.some((port) => port.name === 'baseline' && port.entry)) continue;
      const rules = parsed.rules.filter((rule) => metricsIn(rule).some((metric) => metric.fromBaseline));
      const [first] = rules.filter((rule) => !rule.whenBaseline);
      const shown = first ?? rules[0];
      if (!shown) continue;
      const at = metricsIn(shown).find((metric) => metric.fromBaseline) ?? shown;
      const source = championOf(pipeline, gate);
      const connected = source === undefined ? [] : connection(gate, source);
      const start = first && (first.tree?.left.start ?? first.start);
      const skipped =
        first === undefined || start === undefined
          ? []
          : [
              fix(
                'skip-without-baseline',
                'Skip the rule while there is no baseline',
                step(set, { path: [...path], value: replaced(text, { start, end: start }, 'when baseline, ') }),
              ),
            ];
      report({
        at: placeInRules(doc, node, at),
        field: path,
        severity: first ? 'error' : 'info',
        message: first
          ? `\`${gate.id}\` compares with a baseline, but its input \`baseline\` is not connected, so it never opens: connect the champion's metrics.`
          : `\`${gate.id}\` never compares with a champion, because its input \`baseline\` is not connected: connect the champion's metrics.`,
        fixes: [...connected, ...skipped],
      });
    }
  },
});

/** Only what the gate's component takes is connected; Azure ML drops the rest. */
function connection(gate: Job, source: string): readonly Fix[] {
  const port = gate.inputs.find((each) => each.name === 'baseline');
  if (!port?.declared && gate.resolved && !isInline(gate)) return [];
  const made = port?.declared
    ? step(connect, { from: source, to: port.end })
    : step(set, { path: ['jobs', gate.id, 'inputs', 'baseline'], value: `\${{${source}}}` });
  return [fix('connect-baseline', `Compare with \`${shortOf(source)}\``, made)];
}

/** What holds a champion's metrics by its name: an input of the pipeline, or the output of a job that the gate may read. */
function championOf(pipeline: Pipeline, gate: Job): string | undefined {
  const isChampion = (name: string): boolean => /(^|_)(champion|baseline)(_|$)/i.test(name);
  const input = pipeline.inputs.find((each) => isChampion(each.name) && each.type === 'uri_file');
  if (input) return `parent.inputs.${input.name}`;
  for (const job of pipeline.jobs) {
    if (job === gate || needsOf(pipeline, job.id).has(gate.id)) continue;
    const output = job.outputs.find((port) => isChampion(port.name) && port.type === 'uri_file');
    if (output) return output.end;
  }
  return undefined;
}

function shortOf(end: string): string {
  return end.replace(/^parent\.(jobs\.|inputs\.)/, '').replace('.outputs.', '.');
}
