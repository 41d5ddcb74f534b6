import { useMemo } from 'react';
import type { PreviewTab } from '#renderer/state/runs/previews.store.ts';
import type { Pipeline } from '#shared/pipeline/pipeline.ts';
import type { ModelLook } from '#shared/runs/output-look.ts';
import { ModelView } from './model-view.tsx';
import { dataBeside } from './reading-rules.ts';
import { fitOf } from './signature-view-model.ts';
import { useLook } from './use-look.ts';

interface ModelBodyProps {
  readonly tab: PreviewTab;
  readonly model: ModelLook;
  readonly pipeline: Pipeline | undefined;
}

/** A model, held against the data that the jobs behind it feed to it. */
export function ModelBody({ tab, model, pipeline }: ModelBodyProps) {
  const data = useMemo(() => pipeline && dataBeside(pipeline, tab.output), [pipeline, tab.output]);
  const looked = useLook(data === undefined ? undefined : tab.run, data, undefined);
  const columns = typeof looked === 'object' && looked.preview.kind === 'table' ? looked.preview.columns : undefined;
  const fit = columns && fitOf(model.inputs, columns);
  const job = tab.output.slice(0, tab.output.lastIndexOf('.'));
  const made = model.createdAt?.replace(/\.\d+$/, '');
  const origin = `Written by \`${job}\`${made === undefined ? '' : `, ${made} UTC`}.`;
  return <ModelView model={model} origin={origin} fit={fit && data !== undefined ? { data, fit } : undefined} />;
}
