import type { OutputLook } from '#shared/runs/output-look.ts';
import { countNumbers, numberRows, readNumbers } from './numbers-view-model.ts';
import { shapeText, sizeText } from './table-view-model.ts';

export interface PeekView {
  /** "uri_folder, 2 files, 412 kB". */
  readonly facts: string;
  /** With names between backticks. */
  readonly sentences: readonly string[];
}

/** What a port delivered, in two or three lines. */
export function peekView(look: OutputLook, declared: string | undefined, readers: readonly string[]): PeekView {
  const parts = [declared, look.isFolder ? filesText(look) : undefined, sizeText(look.bytes)].filter((part) => part !== undefined);
  const what = contentText(look);
  return { facts: parts.join(', '), sentences: [...(what === undefined ? [] : [what]), readText(readers)] };
}

function filesText(look: OutputLook): string {
  return `${look.isCapped ? 'over ' : ''}${look.files.length} ${look.files.length === 1 ? 'file' : 'files'}`;
}

function contentText(look: OutputLook): string | undefined {
  const { preview } = look;
  const file = look.shown === undefined ? '' : `\`${look.shown}\`: `;
  switch (preview.kind) {
    case 'table': {
      const missing = preview.columns.filter((column) => column.missing > 0).length;
      return `${file}${shapeText(preview)}, ${missing === 0 ? 'none missing' : `${missing} with missing values`}.`;
    }
    case 'json': {
      const count = countNumbers(numberRows(readNumbers(preview.text), undefined, []));
      return `${file}${count === 0 ? 'JSON' : count === 1 ? '1 number' : `${count} numbers`}.`;
    }
    case 'model': {
      const names = preview.flavours.map((flavour) => flavour.name).filter((name) => name !== 'python_function');
      const inputs = preview.hasSignature ? `, ${preview.inputs.length} ${preview.inputs.length === 1 ? 'input' : 'inputs'}` : ', no signature';
      return `MLflow model${names.length === 0 ? '' : ` of ${names.map((name) => `\`${name}\``).join(', ')}`}${inputs}.`;
    }
    case 'image':
      return `${file}a picture.`;
    case 'text':
      return `${file}text${preview.isCut ? '' : `, ${preview.text.split('\n').filter((line, k, all) => k < all.length - 1 || line !== '').length} lines`}.`;
    case 'folder':
      return look.files.length === 0 ? 'The folder is empty.' : undefined;
    default:
      return preview.why ?? undefined;
  }
}

function readText(readers: readonly string[]): string {
  if (readers.length === 0) return 'Read by no job.';
  const names = readers.slice(0, 3).map((name) => `\`${name}\``);
  const more = readers.length - names.length;
  const all = more > 0 ? [...names, `${more} more`] : names;
  return `Read by ${all.length === 1 ? all[0] : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`}.`;
}
