import { set } from '#shared/edits/set.edit.ts';
import { asScalar, asText } from '#shared/pipeline/fields.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { listed } from '../common/words.ts';

const VERSION = '3.4';
const VERSIONS: readonly string[] = [VERSION, '3.5'];
const SIZES = ['standard_e4s_v3', 'standard_e8s_v3', 'standard_e16s_v3', 'standard_e32s_v3', 'standard_e64s_v3'];

/** A monitor runs on Spark 3.4 or 3.5, on machines of one of five sizes (MON-001). */
export const monitorCompute = defineCheck({
  code: 'monitor-compute',
  rule: 'MON-001',
  severity: 'error',
  title: 'Monitor without the machines it runs on',
  documents: ['schedule'],
  run({ doc }, report) {
    const monitor = fieldsIn(doc.map).get('create_monitor');
    if (!monitor) return;
    const compute = fieldsIn(monitor.value).get('compute');
    const fields = fieldsIn(compute?.value);
    const at = compute?.key ?? monitor.key;
    const versionPath = ['create_monitor', 'compute', 'runtime_version'];
    const sizePath = ['create_monitor', 'compute', 'instance_type'];
    const write34 = fix('write-version', 'Write `runtime_version: "3.4"`', step(set, { path: versionPath, value: VERSION }));
    const version = asScalar(fields.get('runtime_version')?.value);
    if (!version || version.type === 'null')
      report({
        at,
        field: versionPath,
        message: 'The monitor does not say which Spark it runs on. Add `runtime_version: "3.4"` under `compute`.',
        fixes: [write34],
      });
    else if (!VERSIONS.includes(version.text) || version.type !== 'string')
      report({
        at: version,
        field: versionPath,
        message: VERSIONS.includes(version.text)
          ? `The version of Spark must be text. Quote it: \`"${version.text}"\`.`
          : `The monitor asks for Spark \`${version.text}\`, but Azure ML runs monitors on \`"3.4"\` or \`"3.5"\` only.`,
        fixes: [
          VERSIONS.includes(version.text)
            ? fix('write-version', `Quote it: \`"${version.text}"\``, step(set, { path: versionPath, value: version.text }))
            : write34,
        ],
      });
    const size = fields.get('instance_type');
    const written = asText(size?.value);
    const writeSize = fix('write-size', 'Write `instance_type: standard_e4s_v3`', step(set, { path: sizePath, value: 'standard_e4s_v3' }));
    if (!size || written === undefined)
      report({ at, field: sizePath, message: 'The monitor does not say on which machines it runs. Add `instance_type` under `compute`.', fixes: [writeSize] });
    else if (!SIZES.includes(written.toLowerCase()))
      report({
        severity: 'warning',
        at: size.value ?? size.key,
        field: sizePath,
        message: `Monitors do not run on \`${written}\`. Use one of ${listed(SIZES)}.`,
        fixes: [writeSize],
      });
  },
});
