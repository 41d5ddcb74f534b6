import type { Edge, Job, Pipeline, Port } from '#shared/pipeline/pipeline.ts';
import type { Form, Link, Row } from './form-model.ts';
import { inputRow, outputRow, shortEnd } from './port-rows.ts';
import { plainRow, type RowContext } from './schema-rows.ts';

/** The form of one port of a job. */
export function portForm(pipeline: Pipeline, job: Job, port: Port, text: string): Form {
  const context: RowContext = { text, end: port.end };
  const row = port.side === 'input' ? inputRow(context, job, port) : outputRow(context, pipeline, job, port);
  const shown: Row = { ...row, details: undefined };
  return {
    key: port.end,
    end: port.end,
    head: {
      icon: port.side === 'input' ? 'log-in' : 'log-out',
      family: 'none',
      title: port.name,
      isName: true,
      about: `${port.side === 'input' ? 'Input' : 'Output'} of`,
      links: [{ text: job.id, end: `parent.jobs.${job.id}` }],
      description: row.description,
      notice: undefined,
      hasButtons: true,
      commands:
        port.bound === undefined
          ? [{ id: 'pipeline.promote', label: 'Promote to the pipeline', icon: port.side === 'input' ? 'log-in' : 'log-out' }]
          : port.side === 'input'
            ? [{ id: 'pipeline.disconnect', label: 'Disconnect', icon: 'unlink' }]
            : [],
    },
    sections: [
      { id: 'port', title: port.side === 'input' ? 'Value' : 'Read by', kind: 'main', isOpen: true, summary: '', rows: [shown] },
      ...(row.details && row.details.length > 0
        ? [
            {
              id: 'details',
              title: port.side === 'input' ? 'How it is read' : 'How it is written',
              kind: 'main' as const,
              isOpen: true,
              summary: '',
              rows: row.details,
            },
          ]
        : []),
    ],
  };
}

/** The form of a connection. */
export function edgeForm(pipeline: Pipeline, edge: Edge, text: string): Form {
  const context: RowContext = { text };
  const { id } = edge;
  const linkRow = (label: string, end: string, description: string): Row => ({
    ...plainRow(context, label, [label], description),
    key: `${id}:${label}`,
    control: { kind: 'links', links: [{ text: shortEnd(end), icon: label === 'from' ? 'link' : 'arrow-right', end } satisfies Link], none: '', isTinted: true },
    end: undefined,
  });
  const job = edge.toJob === undefined ? undefined : pipeline.job(edge.toJob);
  const port = job?.inputs.find((each) => each.end === edge.to);
  const details = job && port ? (inputRow({ ...context, end: undefined }, job, port).details ?? []) : [];
  const rows: Row[] = [linkRow('from', edge.from, 'Where the value comes from.'), linkRow('to', edge.to, 'What reads it.')];
  if (edge.path)
    rows.push({
      ...plainRow(context, 'key', ['key'], 'The key that holds the expression.'),
      key: `${id}:key`,
      control: { kind: 'fixed', text: edge.path.join('.') },
    });
  const words = { data: 'Connection', setting: 'A value read by a setting', control: 'Control flow' } as const;
  return {
    key: id,
    end: undefined,
    head: {
      icon: 'link',
      family: 'none',
      title: `${shortEnd(edge.from)} to ${shortEnd(edge.to)}`,
      isName: true,
      about: edge.dangling ? `${words[edge.kind]}, one end does not exist` : words[edge.kind],
      links: [],
      description: undefined,
      notice: undefined,
      hasButtons: true,
      commands: edge.kind === 'data' ? [{ id: 'pipeline.disconnect', label: 'Disconnect', icon: 'unlink' }] : [],
    },
    sections: [
      { id: 'edge', title: 'Ends', kind: 'main', isOpen: true, summary: '', rows },
      ...(details.length > 0 ? [{ id: 'details', title: 'How it is read', kind: 'main' as const, isOpen: true, summary: '', rows: details }] : []),
    ],
  };
}

/** What can be done with several jobs at once. */
export function severalForm(pipeline: Pipeline, jobs: readonly Job[]): Form {
  const context: RowContext = { text: '' };
  const rows = jobs.map(
    (job): Row => ({
      ...plainRow({ ...context, end: undefined }, job.id, ['jobs', job.id], job.description ?? job.component?.declared?.description ?? ''),
      key: `several:${job.id}`,
      control: { kind: 'links', links: [{ text: job.component?.label ?? job.summary ?? job.kind, end: `parent.jobs.${job.id}` }], none: '', isTinted: false },
    }),
  );
  const names = new Set(jobs.map((job) => job.id));
  const inside = pipeline.edges.filter((edge) => edge.fromJob !== undefined && edge.toJob !== undefined && names.has(edge.fromJob) && names.has(edge.toJob));
  const count = inside.length;
  return {
    key: `several:${jobs.map((job) => job.id).join(',')}`,
    end: undefined,
    head: {
      icon: 'boxes',
      family: 'none',
      title: `${jobs.length} jobs`,
      isName: false,
      about: count === 0 ? 'Not connected with each other' : `${count} ${count === 1 ? 'connection' : 'connections'} between them`,
      links: [],
      description: undefined,
      notice: undefined,
      hasButtons: true,
      commands: [
        { id: 'pipeline.duplicateJob', label: 'Duplicate', icon: 'copy' },
        { id: 'pipeline.toggleComment', label: 'Comment out', icon: 'hash' },
        { id: 'pipeline.extract', label: 'Extract', icon: 'package' },
        { id: 'pipeline.deleteJob', label: 'Delete', icon: 'x' },
      ],
    },
    sections: [{ id: 'several', title: 'Selected', kind: 'main', isOpen: true, summary: '', rows }],
  };
}
