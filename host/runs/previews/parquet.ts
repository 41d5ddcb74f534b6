import { type FileMetaData, parquetMetadataAsync, parquetReadObjects, parquetSchema, type SchemaElement, type SchemaTree } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { ColumnType, TableLook } from '#shared/runs/output-look.ts';
import type { OpenFile } from '../../files/runs/output-files.ts';
import { columnLook, leftOut } from './column-look.ts';
import { LIMITS } from './limits.ts';
import { plainCell } from './plain-cell.ts';

/** A table in Parquet; a text says why it cannot be read. Columns whose packed size is beyond the limit are named and not read. */
export async function readParquet(file: OpenFile): Promise<TableLook | string> {
  try {
    const metadata = await parquetMetadataAsync(file);
    const tree = parquetSchema(metadata).children.slice(0, LIMITS.columns);
    const rowCount = Number(metadata.num_rows);
    const { columns, rowEnd } = whatToRead(metadata, tree);
    const wanted = tree.map((each) => each.element.name).filter((name) => columns.has(name));
    const objects = wanted.length === 0 || rowEnd === 0 ? [] : await parquetReadObjects({ file, metadata, columns: wanted, rowStart: 0, rowEnd, compressors });
    const values = new Map(wanted.map((name) => [name, objects.map((row) => plainCell(row[name]))]));
    const shown = Math.min(LIMITS.rows, objects.length);
    return {
      kind: 'table',
      format: 'parquet',
      columns: tree.map(({ element, children }) => {
        const type = typeOf(element, children.length > 0);
        const found = values.get(element.name);
        return found ? columnLook(element.name, found, found.every((each) => each === null) ? undefined : type) : leftOut(element.name, type ?? 'mixed');
      }),
      rows: Array.from({ length: shown }, (_, row) => tree.map(({ element }) => values.get(element.name)?.[row] ?? null)),
      rowCount,
      isExact: true,
      counted: objects.length,
      notice: columns.size < tree.length ? `${tree.length - columns.size} columns are too large to be read here.` : undefined,
    };
  } catch (error) {
    return `It cannot be read as Parquet: ${error instanceof Error ? error.message : String(error)}.`;
  }
}

/** The first columns and row groups whose packed bytes stay within the limit. */
function whatToRead(metadata: FileMetaData, tree: readonly SchemaTree[]): { readonly columns: ReadonlySet<string>; readonly rowEnd: number } {
  const [first] = metadata.row_groups;
  if (!first) return { columns: new Set(tree.map((each) => each.element.name)), rowEnd: 0 };
  const columns = new Set<string>();
  let bytes = 0;
  for (const { element } of tree) {
    const chunks = first.columns.filter((chunk) => chunk.meta_data?.path_in_schema[0] === element.name);
    // Unpacked: a few packed bytes can unfold to very many.
    const size = chunks.reduce((sum, chunk) => sum + Number(chunk.meta_data?.total_uncompressed_size ?? 0), 0);
    if (bytes + size > LIMITS.parquetBytes) continue;
    bytes += size;
    columns.add(element.name);
  }
  let rows = Number(first.num_rows);
  const perGroup = Math.max(1, bytes);
  for (const group of metadata.row_groups.slice(1)) {
    if (rows >= LIMITS.countedRows || bytes + perGroup > LIMITS.parquetBytes) break;
    bytes += perGroup;
    rows += Number(group.num_rows);
  }
  return { columns, rowEnd: Math.min(rows, LIMITS.countedRows) };
}

function typeOf(element: SchemaElement, isNested: boolean): ColumnType | undefined {
  if (isNested) return 'list';
  const logical = element.logical_type?.type ?? element.converted_type;
  if (logical === 'DATE' || (typeof logical === 'string' && logical.startsWith('TIMESTAMP')) || element.type === 'INT96') return 'date';
  if (logical === 'DECIMAL') return 'number';
  switch (element.type) {
    case 'BOOLEAN':
      return 'boolean';
    case 'INT32':
    case 'INT64':
      return 'integer';
    case 'FLOAT':
    case 'DOUBLE':
      return 'number';
    default:
      return logical === 'UTF8' || logical === 'STRING' || logical === 'ENUM' ? 'string' : undefined;
  }
}
