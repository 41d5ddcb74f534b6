import { renameKey } from '#shared/edits/rename-key.edit.ts';
import { set } from '#shared/edits/set.edit.ts';
import { unset } from '#shared/edits/unset.edit.ts';
import { asText } from '#shared/pipeline/fields.ts';
import { defineCheck, fix, type Report, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { type Body, bodiesOf, textAt } from './bodies.ts';

interface Task {
  readonly side: 'inputs' | 'outputs';
  readonly other: 'inputs' | 'outputs';
  /** The one port that it has. */
  readonly port: string;
  /** Under which key the other end is described. */
  readonly end: 'source' | 'sink';
  readonly database: string;
  readonly verb: string;
}

const TASKS: Readonly<Record<string, Task>> = {
  import_data: { side: 'outputs', other: 'inputs', port: 'sink', end: 'source', database: 'mltable', verb: 'brings data in' },
  export_data: { side: 'inputs', other: 'outputs', port: 'source', end: 'sink', database: 'uri_file', verb: 'takes data out' },
};

/** Data that is brought in ends in `sink`, data that is taken out comes from `source`, each of the type that its other end has (DTR-002, DTR-003). */
export const transferPort = defineCheck({
  code: 'transfer-port',
  rule: 'DTR-002, DTR-003',
  severity: 'error',
  title: 'Data transfer with other ports than it may have',
  documents: ['pipeline-job', 'pipeline-component', 'data-transfer-component'],
  run(context, report) {
    for (const body of bodiesOf(context, 'data-transfer')) {
      const task = TASKS[textAt(body.fields, 'task')?.toLowerCase() ?? ''];
      if (task && !body.fields.has('component')) checkPorts(body, task, context.pipeline.document === 'data-transfer-component', report);
    }
  },
});

function checkPorts({ fields, path, who, at }: Body, task: Task, isComponent: boolean, report: Report): void {
  const { side, other, port, end, database, verb } = task;
  if (!fields.has(end))
    report({ at, field: [...path, end], message: `${who} ${verb}, but does not say ${end === 'source' ? 'from where' : 'to where'}. Add \`${end}\`.` });
  const place = fieldsIn(fields.get('sink')?.value).get('type');
  if (end === 'sink' && !isComponent && place?.value && asText(place.value)?.toLowerCase() === 'file_system')
    report({
      at: place.value,
      field: [...path, 'sink', 'type'],
      message: `${who} takes data out to a file system, which Azure ML does not do yet. Name a database, or copy the data with \`task: copy_data\`.`,
    });
  const surplus = fields.get(other);
  if (surplus)
    report({
      at: surplus.key,
      field: [...path, other],
      message: `${who} ${verb}, so it has no \`${other}\`. Remove them.`,
      fixes: [fix('remove-key', `Remove \`${other}\``, step(unset, { path: [...path, other] }))],
    });
  const ports = fieldsIn(fields.get(side)?.value);
  const wanted = wantedType(fields, end, database);
  const own = ports.get(port);
  const others = [...ports].filter(([name]) => name !== port);
  const [first] = others;
  if (!own && ports.size === 1 && first) {
    const field = [...path, side, first[0]];
    report({
      at: first[1].key,
      field,
      message: `${who} ${verb}, so its only ${side.slice(0, -1)} is called \`${port}\`, not \`${first[0]}\`.`,
      fixes: [fix('rename', `Rename \`${first[0]}\` to \`${port}\``, step(renameKey, { path: field, to: port }))],
    });
  } else if (others.length > 0) {
    report({
      at: fields.get(side)?.key ?? at,
      field: [...path, side],
      message: `${who} ${verb}, so it has no other ${side.slice(0, -1)} than \`${port}\`. Remove the others.`,
    });
  }
  const type = own && fieldsIn(own.value).get('type');
  const written = asText(type?.value);
  if (type?.value && written !== undefined && wanted !== undefined && written.toLowerCase() !== wanted) {
    const field = [...path, side, port, 'type'];
    report({
      at: type.value,
      field,
      // A component is loaded with it; the job that uses it is refused.
      ...(isComponent ? { severity: 'warning' as const } : {}),
      message: `${who} has \`${port}\` as \`${written}\`, but with a ${textAt(fields, end, 'type')} it is \`${wanted}\`.`,
      fixes: [fix('set-type', `Write \`${wanted}\``, step(set, { path: field, value: wanted }))],
    });
  }
}

function wantedType(fields: Body['fields'], end: 'source' | 'sink', database: string): string | undefined {
  switch (textAt(fields, end, 'type')?.toLowerCase()) {
    case 'database':
      return database;
    case 'file_system':
      return 'uri_folder';
    default:
      return undefined;
  }
}
