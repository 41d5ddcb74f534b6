import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, it } from 'vitest';
import type { ModelLook, OutputLook, TableLook } from '#shared/runs/output-look.ts';
import { tempFolder } from '../../testing/temp-folder.ts';
import { lookAtOutput } from './look-at-output.ts';

const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');

/** A project whose store holds these files of one job, under the key `k1`. */
function storeOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  return tempFolder(Object.fromEntries(Object.entries(files).map(([path, content]) => [`.sluice/store/k1/${path}`, content])));
}

async function look(root: string, port: string, path?: string): Promise<OutputLook> {
  const answer = await lookAtOutput(root, { output: `job.${port}`, key: 'k1', port }, path);
  if (!answer.ok) throw new Error(answer.failure.message);
  return answer.value;
}

async function refusal(root: string, port: string, path?: string, key = 'k1'): Promise<string> {
  const answer = await lookAtOutput(root, { output: `job.${port}`, key, port }, path);
  return answer.ok ? 'shown' : answer.failure.code;
}

async function table(root: string, port: string, path?: string): Promise<TableLook> {
  const { preview } = await look(root, port, path);
  if (preview.kind !== 'table') throw new Error(`${preview.kind} in place of a table: ${JSON.stringify(preview).slice(0, 200)}`);
  return preview;
}

it('shows a table with types, missing values and what the columns look like', async () => {
  const rows = ['id,tenure,charge,contract,left', '007,1,29.85,month,true', '008,34,,"one, year",false', '009,2,53.5,month,NA'];
  const root = storeOf({ 'data/customers.csv': `${rows.join('\r\n')}\r\n` });

  const found = await table(root, 'data');

  expect(found.columns.map(({ name, type, missing }) => [name, type, missing])).toEqual([
    ['id', 'string', 0],
    ['tenure', 'integer', 0],
    ['charge', 'number', 1],
    ['contract', 'string', 0],
    ['left', 'boolean', 1],
  ]);
  expect(found.rows[1]).toEqual(['008', 34, null, 'one, year', false]);
  expect(found).toMatchObject({ rowCount: 3, isExact: true, counted: 3, notice: undefined });
  expect(found.columns[1]).toMatchObject({ least: 1, most: 34 });
  expect(found.columns[4]?.trueShare).toBe(0.5);
});

it('shows the first thousand rows of a large table and says that the rest is estimated', async () => {
  const line = 'x'.repeat(190);
  const root = storeOf({ 'data/large.csv': `n,text\n${Array.from({ length: 60_000 }, (_, k) => `${k},${line}`).join('\n')}\n` });

  const found = await table(root, 'data');

  expect(found.rows).toHaveLength(1000);
  expect(found.isExact).toBe(false);
  expect(Math.abs(found.rowCount - 60_000)).toBeLessThan(600);
  expect(found.counted).toBeLessThanOrEqual(50_000);
});

it('guesses semicolons, and tells of rows with more values than the first line', async () => {
  const root = storeOf({ 'data/a.csv': 'a;b\n1;2\n3;4;5\n' });

  expect(await table(root, 'data')).toMatchObject({
    rows: [
      [1, 2, null],
      [3, 4, 5],
    ],
    notice: expect.stringContaining('1 row has more or fewer'),
  });
});

it('shows tab separated text, objects by line, and a table without an ending', async () => {
  const root = storeOf({ 'a/x.tsv': 'p\tq\n1\t2,5\n', 'b/x.jsonl': '{"p":1,"q":{"r":2}}\n{"p":2}\nno\n', predictions: 'id,yes\n1,0\n2,1\n3,0\n' });

  expect((await table(root, 'a')).rows).toEqual([[1, '2,5']]);
  expect(await table(root, 'b')).toMatchObject({
    rows: [
      [1, '{"r":2}'],
      [2, null],
    ],
    notice: '1 line is no JSON object and left out.',
  });
  expect((await table(root, 'predictions')).rowCount).toBe(3);
});

it('shows a Parquet file with its own types', async () => {
  const bytes = parquetWriteBuffer({
    columnData: [
      { name: 'id', data: ['a', 'b', 'c'], type: 'STRING' },
      { name: 'score', data: [1, 2, 3], type: 'DOUBLE' },
      { name: 'count', data: [1n, 2n, 9007199254740993n], type: 'INT64' },
      { name: 'ok', data: [true, false, null], type: 'BOOLEAN', nullable: true },
    ],
  });
  const root = storeOf({ 'data/part-0.parquet': new Uint8Array(bytes) });

  const found = await table(root, 'data');

  expect(found.columns.map(({ name, type, missing }) => [name, type, missing])).toEqual([
    ['id', 'string', 0],
    ['score', 'number', 0],
    ['count', 'integer', 0],
    ['ok', 'boolean', 1],
  ]);
  expect(found.rows[2]).toEqual(['c', 3, '9007199254740993', null]);
  expect(found.rowCount).toBe(3);
});

it('says why a torn Parquet file cannot be shown', async () => {
  const root = storeOf({ 'data/x.parquet': 'PAR1 and nothing more' });

  expect((await look(root, 'data')).preview).toMatchObject({ kind: 'other', why: expect.stringContaining('cannot be read as Parquet') });
});

it('shows pictures by their content with a fixed type, and lists the folder that they stand in', async () => {
  const root = storeOf({
    'report/roc.png': PIXEL,
    'report/plots/a.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'report/fake.png': 'no picture',
    plot: PIXEL,
  });

  const { preview, files, shown } = await look(root, 'report', 'roc.png');
  expect(preview).toEqual({ kind: 'image', mime: 'image/png', base64: PIXEL.toString('base64') });
  expect(files.map((file) => file.path)).toEqual(['fake.png', 'roc.png', 'plots/a.svg']);
  expect(shown).toBe('roc.png');
  expect((await look(root, 'report', 'plots/a.svg')).preview).toMatchObject({ kind: 'image', mime: 'image/svg+xml' });
  expect((await look(root, 'report', 'fake.png')).preview).toMatchObject({ kind: 'text' });
  expect((await look(root, 'plot')).preview).toMatchObject({ kind: 'image' });
});

it('shows JSON, also with what Python writes for numbers that are none, and text as its beginning', async () => {
  const root = storeOf({ metrics: '{"auc": 0.9, "loss": NaN}', 'notes/log.txt': 'é'.repeat(200_000), 'notes/model.pkl': new Uint8Array([0x80, 4, 0, 0, 255]) });

  expect((await look(root, 'metrics')).preview).toEqual({ kind: 'json', text: '{"auc": 0.9, "loss": NaN}', isCut: false });
  expect((await look(root, 'notes')).preview).toMatchObject({ kind: 'text', isCut: true });
  expect((await look(root, 'notes', 'model.pkl')).preview).toEqual({ kind: 'other', why: undefined });
  expect((await look(root, 'notes', 'model.pkl')).shownBytes).toBe(5);
});

it('reads a packed file as bytes, not as text', async () => {
  const root = storeOf({ 'data/x.csv.gz': gzipSync('a,b\n1,2\n') });

  expect((await look(root, 'data')).preview).toEqual({ kind: 'other', why: undefined });
});

it('shows a model: flavours, signature, needs and how it is loaded', async () => {
  const mlmodel = `artifact_path: model
flavors:
  python_function:
    loader_module: mlflow.lightgbm
    python_version: 3.11.9
  lightgbm:
    data: model.lgb
    lgb_version: 4.5.0
    model_class: lightgbm.sklearn.LGBMClassifier
signature:
  inputs: '[{"type": "long", "name": "tenure", "required": true}, {"type": "double", "name": "charges", "required": false}]'
  outputs: '[{"type": "tensor", "tensor-spec": {"dtype": "float64", "shape": [-1, 2]}}]'
  params: null
utc_time_created: '2026-11-20 10:00:00.1'
`;
  const root = storeOf({
    'model/MLmodel': mlmodel,
    'model/model.lgb': 'x',
    'model/requirements.txt': '# made\nmlflow==2.17.2\npandas>=2,<3\nnumpy\n-r more.txt\n',
  });

  const found = await look(root, 'model');

  expect(found.preview).toMatchObject<Partial<ModelLook>>({
    kind: 'model',
    inputs: [
      { name: 'tenure', type: 'long', isOptional: false },
      { name: 'charges', type: 'double', isOptional: true },
    ],
    outputs: [{ name: '', type: 'float64 (-1, 2)', isOptional: false }],
    needs: [
      { name: 'mlflow', version: '2.17.2', isPinned: true },
      { name: 'pandas', version: '>=2,<3', isPinned: false },
      { name: 'numpy', version: undefined, isPinned: false },
    ],
    python: '3.11.9',
    loadWith: 'import mlflow\nmodel = mlflow.pyfunc.load_model(".sluice/store/k1/model")',
    notice: undefined,
  });
  expect(found.preview.kind === 'model' && found.preview.flavours.map(({ name, version }) => [name, version])).toEqual([
    ['python_function', undefined],
    ['lightgbm', '4.5.0'],
  ]);
  expect((await look(root, 'model', 'MLmodel')).preview.kind).toBe('text');
});

it('refuses what leads out of the output, whoever names it', async () => {
  const root = storeOf({ 'data/a.csv': 'a\n1\n', 'task.json': '{}' });
  tempFolder();
  const store = join(root, '.sluice', 'store');
  symlinkSync('/etc', join(store, 'k1', 'data', 'etc'));
  symlinkSync('../task.json', join(store, 'k1', 'data', 'up.json'));
  symlinkSync('/etc', join(store, 'k1', 'out'));

  expect(await refusal(root, 'data', '../task.json')).toBe('outside-project');
  expect(await refusal(root, 'data', 'etc/hostname')).toBe('outside-project');
  expect(await refusal(root, 'out')).toBe('outside-project');
  expect(await refusal(root, 'data', undefined, '../..')).toBe('outside-project');
  expect(await refusal(root, '/etc')).toBe('outside-project');
  expect(await refusal(root, 'data', 'gone.csv')).toBe('not-found');
  expect((await look(root, 'data')).files.map((file) => file.path)).toEqual(['a.csv']);
});

it('shows an empty file and an empty folder as what they are', async () => {
  const root = storeOf({ nothing: '', 'folder/sub/.keep': '' });

  expect((await look(root, 'nothing')).preview).toEqual({ kind: 'other', why: 'The file is empty.' });
  expect((await look(root, 'folder')).files).toEqual([{ path: 'sub/.keep', bytes: 0 }]);
});
