import { fail, ok, type Result } from '#shared/base/result.ts';
import type { Failure } from '#shared/contract/types.ts';
import type { OutputLook, Preview } from '#shared/runs/output-look.ts';
import type { ReadCode } from '../../files/file-failure.ts';
import { findOutput, listOutput, type OpenFile, type OutputPlace, openOutput } from '../../files/runs/output-files.ts';
import { readDelimited } from './delimited.ts';
import { readJsonLines } from './json-lines.ts';
import { LIMITS } from './limits.ts';
import { readModel } from './model.ts';
import { readParquet } from './parquet.ts';
import { pictureType } from './picture.ts';

/** An output of the store by the key of what made it. */
export interface StoredOutput {
  /** As it is asked for: `evaluate.metrics`. */
  readonly output: string;
  readonly key: string;
  readonly port: string;
}

/** What a job wrote: the output, or a file of its folder. A folder without a `path` shows its model, else the file that says most. */
export async function lookAtOutput(root: string, output: StoredOutput, path: string | undefined): Promise<Result<OutputLook, Failure<ReadCode>>> {
  const top = await findOutput(root, output.key, output.port, undefined);
  if (!top.ok) return top;
  const { isFolder, bytes, place } = top.value;
  if (!isFolder) {
    if (path !== undefined) return fail({ code: 'not-found', message: `${output.output} is one file; there is no ${path} below it.` });
    const whole = { output: output.output, isFolder, files: [], isCapped: false, bytes, shown: undefined, shownBytes: bytes, place };
    return ok({ ...whole, preview: await previewOf(top.value, output.port) });
  }
  const listed = await listOutput(top.value.real, LIMITS.files);
  const whole = { output: output.output, isFolder, ...listed, place };
  if (path === undefined) {
    const model = await modelIn(root, output, listed.files, place);
    if (model) return ok({ ...whole, shown: undefined, shownBytes: listed.bytes, preview: model });
  }
  const shown = path ?? mainFile(listed.files);
  if (shown === undefined) return ok({ ...whole, shown: undefined, shownBytes: listed.bytes, preview: { kind: 'folder' } });
  const file = await findOutput(root, output.key, output.port, shown);
  if (!file.ok) return file;
  if (file.value.isFolder) return ok({ ...whole, shown, shownBytes: 0, preview: { kind: 'folder' } });
  return ok({ ...whole, shown, shownBytes: file.value.bytes, preview: await previewOf(file.value, shown) });
}

/** Tables say most, then numbers and pictures; among equals the largest, which is never a note beside the data. */
const ORDER = [/\.(csv|tsv|parquet|jsonl|ndjson)$/i, /metrics.*\.json$/i, /\.(png|jpe?g|gif|svg|webp)$/i, /\.json$/i, /\.(txt|md|log|ya?ml|html)$/i];

function mainFile(files: OutputLook['files']): string | undefined {
  for (const pattern of ORDER) {
    const [first] = files.filter((file) => pattern.test(file.path) && !/(^|\/)[._]/.test(file.path)).sort((a, b) => b.bytes - a.bytes);
    if (first) return first.path;
  }
  return files[0]?.path;
}

async function modelIn(root: string, output: StoredOutput, files: OutputLook['files'], place: string): Promise<Preview | undefined> {
  const [found] = files.filter((file) => /(^|\/)MLmodel$/.test(file.path)).sort((a, b) => a.path.length - b.path.length);
  if (!found) return undefined;
  const folder = found.path.slice(0, Math.max(0, found.path.lastIndexOf('/')));
  const text = async (name: string): Promise<string | undefined> => {
    const path = folder === '' ? name : `${folder}/${name}`;
    if (!files.some((file) => file.path === path)) return undefined;
    const file = await findOutput(root, output.key, output.port, path);
    const head = file.ok ? await headOf(file.value, LIMITS.textBytes) : undefined;
    return head === undefined ? undefined : textOf(head.bytes, head.isCut);
  };
  const mlmodel = await text('MLmodel');
  if (mlmodel === undefined) return undefined;
  const texts = { mlmodel, requirements: await text('requirements.txt'), conda: await text('conda.yaml') };
  return readModel(texts, folder, folder === '' ? place : `${place}/${folder}`);
}

async function previewOf(file: OutputPlace, name: string): Promise<Preview> {
  const opened = await openOutput(file.real, name);
  if (!opened.ok) return { kind: 'other', why: opened.failure.message };
  try {
    return await previewOpen(opened.value, name);
  } finally {
    await opened.value.close();
  }
}

/** By content first, then by name: outputs of type uri_file have no ending. */
async function previewOpen(file: OpenFile, name: string): Promise<Preview> {
  const size = file.byteLength;
  if (size === 0) return { kind: 'other', why: 'The file is empty.' };
  const head = new Uint8Array(await file.slice(0, Math.min(size, LIMITS.textBytes)));
  if (size >= 12 && ascii(head, 4) === 'PAR1') {
    const table = await readParquet(file);
    return typeof table === 'string' ? { kind: 'other', why: table } : table;
  }
  const mime = pictureType(head, name);
  if (mime !== undefined) {
    if (size > LIMITS.imageBytes) return { kind: 'other', why: `The picture is larger than ${LIMITS.imageBytes / 2 ** 20} MB.` };
    return { kind: 'image', mime, base64: Buffer.from(await file.slice(0, size)).toString('base64') };
  }
  const start = textOf(head, size > head.length);
  if (start === undefined) return { kind: 'other', why: undefined };
  return (await tableOf(file, name, start)) ?? (await jsonOf(file, name, start)) ?? { kind: 'text', text: start, isCut: size > head.length };
}

async function tableOf(file: OpenFile, name: string, start: string): Promise<Preview | undefined> {
  const isNamed = /\.(csv|tsv|jsonl|ndjson)$/i.test(name);
  const isLines = /\.(jsonl|ndjson)$/i.test(name) || (!isNamed && /^\s*\{[^\n]*\}\r?\n\{/.test(start));
  if (!isNamed && !isLines && !looksDelimited(name, start)) return undefined;
  const bytes = new Uint8Array(await file.slice(0, Math.min(file.byteLength, LIMITS.tableBytes)));
  const part = { isCut: file.byteLength > bytes.length, bytes: file.byteLength };
  const text = textOf(bytes, part.isCut);
  if (text === undefined) return undefined;
  if (isLines) return readJsonLines(text, part);
  return readDelimited(text, /\.tsv$/i.test(name) ? 'tsv' : 'csv', part);
}

/** Text without an ending whose first lines have the same number of commas or tabs, more than none. */
function looksDelimited(name: string, start: string): boolean {
  if (/\.[a-z]{1,5}$/i.test(name)) return false;
  const lines = start
    .split(/\r?\n/)
    .slice(0, 6)
    .filter((line) => line !== '');
  if (lines.length < 3 || /^\s*[[{<]/.test(start)) return false;
  return [',', '\t', ';'].some((mark) => {
    const counts = new Set(lines.slice(0, 5).map((line) => line.replace(/"[^"]*"/g, '').split(mark).length));
    return counts.size === 1 && !counts.has(1);
  });
}

async function jsonOf(file: OpenFile, name: string, start: string): Promise<Preview | undefined> {
  if (!/\.(json|geojson|ipynb)$/i.test(name) && (/\.[a-z]{1,5}$/i.test(name) || !/^\s*[[{]/.test(start))) return undefined;
  if (file.byteLength > LIMITS.jsonBytes) return undefined;
  const text = textOf(new Uint8Array(await file.slice(0, file.byteLength)), false);
  if (text === undefined) return undefined;
  try {
    // Python writes NaN and Infinity, which are no JSON: the renderer reads them with the gates' own reader.
    JSON.parse(text.replace(/\b(NaN|-?Infinity)\b/g, '0'));
    return { kind: 'json', text, isCut: false };
  } catch {
    return undefined;
  }
}

async function headOf(file: OutputPlace, most: number): Promise<{ readonly bytes: Uint8Array; readonly isCut: boolean } | undefined> {
  const opened = await openOutput(file.real, '');
  if (!opened.ok) return undefined;
  try {
    const bytes = new Uint8Array(await opened.value.slice(0, Math.min(most, opened.value.byteLength)));
    return { bytes, isCut: opened.value.byteLength > bytes.length };
  } finally {
    await opened.value.close();
  }
}

/** UTF-8 without NUL; of a part, without the character that it cuts in two. */
function textOf(bytes: Uint8Array, isCut: boolean): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut });
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

function ascii(bytes: Uint8Array, count: number): string {
  return String.fromCharCode(...bytes.subarray(0, count));
}
