/** How much of a file is read to show it: a preview never takes longer for a larger file. */
export const LIMITS = {
  /** Rows that are shown. */
  rows: 1000,
  /** Rows that the figures of the columns are made from. */
  countedRows: 50_000,
  columns: 500,
  /** Of a table in text. */
  tableBytes: 8 * 2 ** 20,
  textBytes: 256 * 2 ** 10,
  jsonBytes: 4 * 2 ** 20,
  imageBytes: 16 * 2 ** 20,
  /** Of the columns of a Parquet file, packed. */
  parquetBytes: 32 * 2 ** 20,
  files: 2000,
  /** A cell of text. */
  cellLength: 500,
} as const;
