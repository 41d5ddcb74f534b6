import { GridList, GridListItem } from 'react-aria-components';
import { Icon, type IconName } from '#renderer/ui/icons/icon.tsx';
import type { OutputLook } from '#shared/runs/output-look.ts';
import styles from './preview-pane.module.css';
import { sizeText } from './table-view-model.ts';

interface TreeProps {
  readonly look: OutputLook;
  readonly name: string;
  /** The folder as a whole can be shown: a model. */
  readonly hasWhole: boolean;
  readonly onPick: (file: string | undefined) => void;
}

/** The files of an output's folder. */
export function FileTree({ look, name, hasWhole, onPick }: TreeProps) {
  const whole = '';
  return (
    <GridList
      aria-label={`Files of ${name}`}
      className={styles.tree}
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={[look.shown ?? whole]}
      disabledKeys={hasWhole ? [] : [whole]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : [...keys];
        if (key !== undefined && key !== (look.shown ?? whole)) onPick(key === whole ? undefined : String(key));
      }}
    >
      <GridListItem id={whole} textValue={name} className={styles.file}>
        <Icon name="folder-open" size={14} />
        <b>{name}</b>
        <span>
          {look.isCapped ? 'more than ' : ''}
          {look.files.length} {look.files.length === 1 ? 'file' : 'files'}
        </span>
      </GridListItem>
      {look.files.map((file) => (
        <GridListItem key={file.path} id={file.path} textValue={file.path} className={styles.file} data-in>
          <Icon name={iconOfFile(file.path)} size={14} />
          <b title={file.path}>{file.path}</b>
          <span>{sizeText(file.bytes)}</span>
        </GridListItem>
      ))}
    </GridList>
  );
}

/** The icon of a file by its ending. */
export function iconOfFile(path: string): IconName {
  if (/\.(csv|tsv|parquet|jsonl|ndjson)$/i.test(path)) return 'table-2';
  if (/\.(png|jpe?g|gif|svg|webp|bmp)$/i.test(path)) return 'image';
  if (/\.json$/i.test(path)) return 'file-json';
  if (/\.(py|ipynb|sh|r)$/i.test(path)) return 'file-code';
  if (/(\.(txt|md|log|ya?ml|html|toml|cfg)|(^|\/)MLmodel)$/i.test(path)) return 'file-text';
  return 'file-box';
}
