import { DiskComponentFiles, documentOfText, readNamedDocument } from '#host/files/component-files.ts';
import { writeChanges } from '#host/files/write-changes.ts';
import { ok } from '#shared/base/result.ts';
import { EMPTY_LAYOUT, type LayoutFile, printLayoutFile, readLayoutFile } from '#shared/layout/layout-file.ts';
import { placeGraph } from '#shared/layout/place.ts';
import { shapeOf } from '#shared/layout/shape-of.ts';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { EXIT, type VerbArgs, type VerbContext } from '../verb.ts';
import { layoutPath } from './layout-path.ts';

/** `sluice layout FILE`. */
export async function runLayout(args: VerbArgs, context: VerbContext): Promise<number> {
  const name = args.words[0] ?? '';
  const wrong = (sentence: string) => {
    context.err(`${sentence}\n`);
    return EXIT.usage;
  };
  const wanted = args.value('direction');
  if (wanted !== undefined && wanted !== 'tb' && wanted !== 'lr') return wrong(`--direction is tb or lr, not ${wanted}.`);
  if (name === '-' && args.has('write')) return wrong('Standard input has no file beside which a layout could be written: leave out --write.');
  const found = name === '-' ? ok(documentOfText(context.cwd, await context.readStdin())) : readNamedDocument(context.cwd, name);
  if (!found.ok) return wrong(found.failure);

  const { text, root, path } = found.value;
  const pipeline = readPipeline(readYaml(text), { path, components: new DiskComponentFiles(root) });
  if (!pipeline.readable) return wrong(`${name} cannot be read: sluice graph ${name} says where.`);
  if (pipeline.document !== 'pipeline-job' && pipeline.document !== 'pipeline-component')
    return wrong(`${name} is no pipeline, so there is nothing to lay out.`);

  const old = name === '-' ? undefined : readNamedDocument(context.cwd, layoutPath(name));
  const known = old?.ok ? readLayoutFile(old.value.text) : undefined;
  if (known && !known.ok) context.err(`${known.failure}\n`);
  const before = known?.ok ? known.value : EMPTY_LAYOUT;
  const direction = wanted ?? before.direction ?? 'lr';
  const { nodes, edges } = shapeOf(pipeline);
  const { boxes } = placeGraph(nodes, edges, { direction, pinned: args.has('keep') ? before.nodes : {} });
  const layout: LayoutFile = {
    version: 1,
    ...(wanted === undefined && before.direction === undefined ? {} : { direction }),
    nodes: Object.fromEntries([...boxes].map(([id, { x, y }]) => [id, { x, y }])),
    notes: before.notes,
  };
  const printed = printLayoutFile(layout);
  if (!args.has('write')) {
    context.out(printed);
    return EXIT.done;
  }
  const written = await writeChanges(root, [{ path: layoutPath(path), text: printed, create: !old?.ok, ...(old?.ok ? { before: old.value.text } : {}) }]);
  if (!written.ok) return wrong(written.failure);
  context.out(`${layoutPath(name)}\n`);
  return EXIT.done;
}
