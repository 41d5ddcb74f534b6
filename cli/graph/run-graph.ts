import { DiskComponentFiles, documentOfText, type NamedDocument, readNamedDocument } from '#host/files/component-files.ts';
import { ok, type Result } from '#shared/base/result.ts';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { EXIT, type VerbArgs, type VerbContext } from '../verb.ts';
import { describeGraph } from './describe-graph.ts';
import { printOutline } from './print-outline.ts';

/** `sluice graph FILE… [--json]`. */
export async function runGraph(args: VerbArgs, context: VerbContext): Promise<number> {
  let exit: number = EXIT.done;
  const components = new Map<string, DiskComponentFiles>();
  for (const [index, name] of args.words.entries()) {
    const found = await readInput(name, context);
    if (!found.ok) {
      context.err(`${found.failure}\n`);
      // With JSON every file has its line, so that a reader can count on the order.
      if (args.has('json')) context.out(`${JSON.stringify(unreadable(name, found.failure))}\n`);
      exit = EXIT.usage;
      continue;
    }
    const { text, root, path } = found.value;
    const files = components.get(root) ?? new DiskComponentFiles(root);
    components.set(root, files);
    const doc = readYaml(text);
    const pipeline = readPipeline(doc, { path, components: files });
    if (!pipeline.readable) exit = EXIT.usage;
    if (args.has('json')) context.out(`${JSON.stringify(describeGraph(name, doc, pipeline))}\n`);
    else context.out(`${index > 0 ? '\n' : ''}${printOutline(name, doc, pipeline)}`);
  }
  return exit;
}

async function readInput(name: string, context: VerbContext): Promise<Result<NamedDocument, string>> {
  if (name !== '-') return readNamedDocument(context.cwd, name);
  return ok(documentOfText(context.cwd, await context.readStdin()));
}

function unreadable(file: string, message: string): object {
  return { file, document: 'unknown', state: 'unreadable', inputs: [], outputs: [], jobs: [], edges: [], problems: [], error: message };
}
