import { isLiteralType } from '#shared/azureml/port-types.ts';
import type { FieldSchema } from '#shared/azureml/schema/key-schema.ts';
import { COMPONENT_INPUT, COMPONENT_OUTPUT, PIPELINE_INPUTS, PIPELINE_OUTPUTS } from '#shared/azureml/schema/values.ts';
import { asMapping } from '#shared/pipeline/fields.ts';
import type { Pipeline, PipelineEnd } from '#shared/pipeline/pipeline.ts';
import { chooseForm } from './choose-form.ts';
import type { Form, Link, Row } from './form-model.ts';
import { shortEnd } from './port-rows.ts';
import { plainRow, type RowContext, rowOf, rowsOfMap } from './schema-rows.ts';
import { sectionOf } from './sections.ts';

/** The form of an input or output of the pipeline: its type and value, and who reads or writes it. */
export function endForm(pipeline: Pipeline, end: PipelineEnd, side: 'input' | 'output', text: string): Form {
  const id = `parent.${side}s.${end.name}`;
  const context: RowContext = { text, end: id };
  const others = pipeline.edges.filter((edge) => (side === 'input' ? edge.from : edge.to) === id).map((edge) => (side === 'input' ? edge.to : edge.from));
  const links = [...new Set(others)].map((other): Link => ({ text: shortEnd(other), icon: side === 'input' ? 'arrow-right' : 'link', end: other }));
  const row: Row = {
    ...plainRow(
      context,
      side === 'input' ? 'read by' : 'written by',
      [`${side}s`, end.name],
      side === 'input' ? 'The inputs that are bound to it.' : 'The output that is bound to it.',
    ),
    key: `${id}:others`,
    end: undefined,
    control: { kind: 'links', links, none: side === 'input' ? 'Nothing reads it' : 'Nothing is connected', isTinted: true },
  };
  const isComponent = pipeline.document === 'pipeline-component';
  const names = [...new Set(others.map((other) => shortEnd(other).split('.')[0]))].join(', ');
  return {
    key: id,
    end: id,
    head: {
      icon: side === 'input' ? 'log-in' : 'log-out',
      family: 'none',
      title: end.name,
      isName: true,
      rename: { id: side === 'input' ? 'rename-input' : 'rename-output', args: { name: end.name } },
      about: `${isComponent ? 'Component' : 'Pipeline'} ${side}${end.type === undefined ? '' : `, ${end.type}`}${names === '' ? '' : `, ${side === 'input' ? 'read by' : 'written by'} ${names}`}`,
      links: [],
      description: end.description,
      notice: undefined,
      commands: [
        { id: 'pipeline.renameSelected', label: 'Rename', icon: 'pencil' },
        ...(side === 'output' ? [{ id: 'pipeline.disconnect', label: 'Disconnect', icon: 'unlink' } as const] : []),
        { id: 'pipeline.deleteJob', label: 'Delete', icon: 'x' },
      ],
    },
    sections: [
      sectionOf(
        { id: 'value', title: side === 'input' ? 'Type and value' : 'Type and place', keys: [], kind: 'main' },
        valueRows(context, end, side, isComponent),
      ),
      { id: 'others', title: 'In the graph', kind: 'main', isOpen: true, summary: '', rows: [row] },
    ],
  };
}

function valueRows(context: RowContext, end: PipelineEnd, side: 'input' | 'output', isComponent: boolean): readonly Row[] {
  const path = [`${side}s`, end.name];
  const node = end.entry.value;
  const map = asMapping(node);
  const declared: FieldSchema = side === 'input' ? COMPONENT_INPUT : COMPONENT_OUTPUT;
  const given = side === 'input' ? PIPELINE_INPUTS.values : PIPELINE_OUTPUTS.values;
  const schema: FieldSchema = chooseForm((isComponent ? declared : given) ?? { kind: 'any' }, node);
  const type: Row = {
    ...plainRow(context, 'type', [...path, 'type'], 'What it takes. What is written for it is kept where it fits.'),
    control: { kind: 'choice', values: TYPES.filter((value) => side === 'input' || isComponent || !isLiteralType(value)).map((value) => ({ value })) },
    text: end.type ?? '',
    isWritten: true,
    // A literal has a row of its own.
    end: map || side === 'output' ? context.end : undefined,
    target: { kind: 'edit', id: side === 'input' ? 'retype-input' : 'retype-output', args: { name: end.name }, key: 'type' },
  };
  if (map && map.entry('value') === undefined) return [type, ...rowsOfMap(context, schema, map, path, new Set(['type']))];
  if (map)
    return [
      type,
      ...rowsOfMap(context, { kind: 'map', keys: { value: { kind: 'any', description: 'The value that jobs read.' } } }, map, path, new Set(['type'])),
    ];
  const literal: FieldSchema =
    end.type === 'boolean'
      ? { kind: 'boolean', description: 'The value that jobs read.' }
      : end.type === 'integer' || end.type === 'number'
        ? { kind: end.type, description: 'The value that jobs read.' }
        : { kind: 'any', description: 'The value that jobs read.', mayBind: true };
  const isOutput = side === 'output';
  if (isOutput) return [type, ...rowsOfMap(context, schema, undefined, path, new Set(['type']))];
  return [type, { ...rowOf(context, 'value', literal, { node }, path, { isOwnKey: true }), key: `${path.join('.')}:value` }];
}

const TYPES = ['uri_folder', 'uri_file', 'mltable', 'mlflow_model', 'custom_model', 'triton_model', 'string', 'integer', 'number', 'boolean'] as const;
