import { defineCheck } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { textAt } from '../jobs/bodies.ts';

/** An endpoint with identities of the user's own names them (END-004). */
export const endpointIdentity = defineCheck({
  code: 'endpoint-identity',
  rule: 'END-004',
  severity: 'error',
  title: 'Endpoint without the identity it is to have',
  documents: ['online-endpoint', 'batch-endpoint'],
  run({ doc }, report) {
    const identity = fieldsIn(doc.map).get('identity');
    if (!identity || textAt(fieldsIn(doc.map), 'identity', 'type')?.toLowerCase() !== 'user_assigned') return;
    if (fieldsIn(identity.value).has('user_assigned_identities')) return;
    report({
      at: identity.key,
      field: ['identity', 'user_assigned_identities'],
      message: 'The endpoint is to have a user-assigned identity, but names none. Add `user_assigned_identities` with the `resource_id` of one.',
    });
  },
});
