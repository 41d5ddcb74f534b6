/** A value of a cell: null is missing. What is nested stands as JSON, what is no text as how large it is. */
export type Cell = string | number | boolean | null;

export type ColumnType = 'string' | 'integer' | 'number' | 'boolean' | 'date' | 'list' | 'mixed' | 'empty';

/** One column of a table, and what its values look like. */
export interface ColumnLook {
  readonly name: string;
  readonly type: ColumnType;
  /** Of the rows that were counted. */
  readonly missing: number;
  /** Different values; undefined when there are more than are counted. */
  readonly distinct: number | undefined;
  /** Least and most of numbers and dates, as values of the column. */
  readonly least: Cell | undefined;
  readonly most: Cell | undefined;
  /** Heights of a histogram: bins of equal width, the commonest values first, or false and true. Empty: nothing to draw. */
  readonly bins: readonly number[];
  /** Share of true among booleans that are there. */
  readonly trueShare: number | undefined;
  /** It was too large to be read: name and type alone are known. */
  readonly isLeftOut?: true;
}

/** Rows and columns that a job wrote. */
export interface TableLook {
  readonly kind: 'table';
  readonly format: 'csv' | 'tsv' | 'jsonl' | 'parquet';
  readonly columns: readonly ColumnLook[];
  /** The first rows. */
  readonly rows: readonly (readonly Cell[])[];
  /** How many there are; `isExact` is false where only a part was read. */
  readonly rowCount: number;
  readonly isExact: boolean;
  /** How many rows the columns' figures are made from, from the first on. */
  readonly counted: number;
  /** What could not be read as a table, in a sentence. */
  readonly notice: string | undefined;
}

/** A picture, as the bytes that stand in the file. */
export interface ImageLook {
  readonly kind: 'image';
  readonly mime: string;
  readonly base64: string;
}

export interface TextLook {
  readonly kind: 'text' | 'json';
  readonly text: string;
  /** Only its beginning is here. */
  readonly isCut: boolean;
}

/** A column or tensor of a model's signature. */
export interface SignatureField {
  readonly name: string;
  readonly type: string;
  readonly isOptional: boolean;
}

/** A folder with an `MLmodel`. */
export interface ModelLook {
  readonly kind: 'model';
  /** Folder of the `MLmodel` below the output; '' when it is the output itself. */
  readonly folder: string;
  readonly flavours: readonly { readonly name: string; readonly version: string | undefined; readonly detail: readonly (readonly [string, string])[] }[];
  readonly inputs: readonly SignatureField[];
  readonly outputs: readonly SignatureField[];
  readonly hasSignature: boolean;
  readonly needs: readonly { readonly name: string; readonly version: string | undefined; readonly isPinned: boolean }[];
  readonly python: string | undefined;
  readonly createdAt: string | undefined;
  /** Python that loads it, ready to copy. */
  readonly loadWith: string;
  /** What is wrong with the `MLmodel`, in a sentence. */
  readonly notice: string | undefined;
}

/** What is shown of a file or folder. `other`: only its size is known, and `why` says what stands in the way, if anything does. */
export type Preview = TableLook | ImageLook | TextLook | ModelLook | { readonly kind: 'folder' } | { readonly kind: 'other'; readonly why: string | undefined };

export interface OutputFile {
  /** Below the output, '/' between names. */
  readonly path: string;
  readonly bytes: number;
}

/** What a job wrote to one of its outputs, or a file of it. */
export interface OutputLook {
  /** `evaluate.metrics`, `parent.outputs.model`. */
  readonly output: string;
  /** Is the output one file, or a folder of `files`. */
  readonly isFolder: boolean;
  readonly files: readonly OutputFile[];
  /** More files than are listed. */
  readonly isCapped: boolean;
  readonly bytes: number;
  /** The file of the folder that is shown; undefined: the output itself. */
  readonly shown: string | undefined;
  readonly shownBytes: number;
  /** Where it lies, relative to the project. */
  readonly place: string;
  readonly preview: Preview;
}

/** An output of a run that was written. */
export interface OutputOfRun {
  /** `evaluate.metrics`, `parent.outputs.model`. */
  readonly output: string;
  readonly task: string;
  readonly port: string;
  /** Content hash: the same hash is the same content, also of another run. */
  readonly hash: string;
  /** The run that wrote it, when it was reused. */
  readonly madeBy: string;
}
