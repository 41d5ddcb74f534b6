import { set } from '#shared/edits/set.edit.ts';
import { asSequence, asText } from '#shared/pipeline/fields.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';

/** A registry lists its regions, the primary one among them (REG-001). */
export const registryRegions = defineCheck({
  code: 'registry-regions',
  rule: 'REG-001',
  severity: 'error',
  title: 'Registry without its primary region',
  documents: ['registry'],
  run({ doc }, report) {
    const fields = fieldsIn(doc.map);
    const location = asText(fields.get('location')?.value);
    const regions = fields.get('replication_locations');
    const at = regions?.key ?? fields.get('location')?.key ?? doc.map?.entries[0]?.key;
    if (!at || location === undefined) return;
    const items = asSequence(regions?.value)?.items ?? [];
    const plain = (name: string): string => name.replace(/\s+/g, '').toLowerCase();
    if (items.some((item) => plain(asText(fieldsIn(item.value).get('location')?.value) ?? '') === plain(location))) return;
    report({
      at,
      field: ['replication_locations'],
      message: `\`replication_locations\` ${regions ? 'does not list' : 'is missing: it lists all regions,'} the primary one \`${location}\`${regions ? '' : ' too'}. Add it.`,
      fixes: [fix('add-region', `Add \`${location}\``, step(set, { path: ['replication_locations', items.length], value: { location } }))],
    });
  },
});
