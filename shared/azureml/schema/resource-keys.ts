import { any, camel, dictionary, type FieldSchema, list, map, oneOf, oneWord, required, text } from './key-schema.ts';
import { REGIONS } from './often-used.ts';
import { ABOUT, SCHEMA_KEY } from './shared-objects.ts';

/** Keys with which documents of resources begin. */
export const HEADER: Readonly<Record<string, FieldSchema>> = {
  $schema: SCHEMA_KEY,
  name: required(text('Its name, unique in the workspace.')),
  description: ABOUT.description,
  tags: ABOUT.tags,
};

/** The managed identity of a cluster or workspace. */
export const RESOURCE_IDENTITY = map(
  {
    type: oneWord(['system_assigned', 'user_assigned', 'none', 'system_assigned,user_assigned'], 'Which identity it uses towards other services.', {
      required: true,
      ...camel,
    }),
    user_assigned_identities: oneOf(
      [
        list(
          map(
            {
              resource_id: text('Azure resource id of the identity.'),
              client_id: text('Client id of the identity; written by Azure ML.'),
              principal_id: text('Object id of the identity; written by Azure ML.'),
              tenant_id: text('Id of its tenant; written by Azure ML.'),
            },
            'An identity.',
          ),
          'The identities.',
        ),
        dictionary(any('What is told of it.'), 'The identities, by their resource ids.'),
      ],
      'The identities, for user_assigned.',
    ),
    tenant_id: text('Id of the tenant that the identity is in.'),
    principal_id: text('Object id of the identity.'),
  },
  'The managed identity by which it reaches other services.',
);

/** Of a text: it is an Azure resource id. */
export const ARM_ID = {
  pattern: '^/subscriptions/[^/]+/[rR]esource[gG]roups/[^/]+/providers/[^/]+/[^/]+/.*',
  shape: 'its Azure resource id: `/subscriptions/…/resourceGroups/…/providers/…/…/…`',
} as const;

/** Where a resource stands. */
export const PLACE = text('The region that it is in, as westeurope.', { suggests: REGIONS });
