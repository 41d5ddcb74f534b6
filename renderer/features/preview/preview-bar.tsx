import { Button as AriaButton } from 'react-aria-components';
import { useAppState } from '#renderer/state/context.ts';
import type { PreviewTab } from '#renderer/state/runs/previews.store.ts';
import { useRunsValue } from '#renderer/state/runs/run-hooks.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { SearchField, Switch } from '#renderer/ui/fields.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import { ToggleGroup } from '#renderer/ui/toggle-group.tsx';
import type { OutputLook } from '#shared/runs/output-look.ts';
import { iconOfFile } from './file-tree.tsx';
import { countNumbers, numberRows, readNumbers } from './numbers-view-model.ts';
import styles from './preview-pane.module.css';
import type { PreviewView } from './preview-pane.tsx';
import { sizeText } from './table-view-model.ts';
import type { RunWithOutput } from './use-look.ts';
import { useShowFolder } from './use-show-folder.ts';

interface BarProps {
  readonly tab: PreviewTab;
  readonly look: OutputLook;
  readonly runs: readonly RunWithOutput[];
  /** The run before that wrote something else. */
  readonly before: RunWithOutput | undefined;
  readonly view: PreviewView;
  readonly onView: (change: Partial<PreviewView>) => void;
  readonly onRun: (run: string) => void;
  readonly onFile: (file: string) => void;
}

/** Which run, which file, how large; and how it is looked at. */
export function PreviewBar({ tab, look, runs, before, view, onView, onRun, onFile }: BarProps) {
  const { clipboard, announcer, info } = useAppState();
  const showFolder = useShowFolder();
  const summary = useRunsValue((state) => state.list?.find((each) => each.run === tab.run));
  const { preview } = look;
  const place = look.shown === undefined ? look.place : `${look.place}/${look.shown}`;
  const copy = async () => announcer.announce((await clipboard.write(place)) ? `Copied ${place}.` : 'The clipboard may not be written.', 'quiet');
  const canBeside = (preview.kind === 'image' || (preview.kind === 'json' && !view.isRaw)) && before !== undefined;
  return (
    <div className={styles.bar}>
      <Menu
        label="Run"
        onAction={onRun}
        groups={[{ entries: runs.map((each) => ({ id: each.run, label: `Run ${each.number}`, isChecked: each.run === tab.run })) }]}
      >
        <AriaButton className={styles.pick} aria-label={`Shown: run ${summary?.number ?? tab.run}. Choose another run`}>
          <Icon name="history" size={12} />
          Run {summary?.number ?? tab.run}
          <Icon name="chevron-down" size={12} />
        </AriaButton>
      </Menu>
      {summary?.simulated ? <span className={styles.simulated}>simulated</span> : null}
      {preview.kind === 'table' && look.isFolder && look.files.length > 1 ? (
        <>
          <Menu
            label="File"
            onAction={onFile}
            groups={[
              {
                entries: look.files
                  .slice(0, 100)
                  .map((file) => ({ id: file.path, label: file.path, icon: iconOfFile(file.path), isChecked: file.path === look.shown, isName: true })),
              },
            ]}
          >
            <AriaButton className={styles.pick} aria-label={`File ${look.shown ?? ''}. Choose another file`}>
              <Icon name="file" size={12} />
              <code>{look.shown}</code>
              <Icon name="chevron-down" size={12} />
            </AriaButton>
          </Menu>
          <span className={styles.count}>
            {look.files.findIndex((file) => file.path === look.shown) + 1} of {look.files.length} files
          </span>
        </>
      ) : (
        <>
          <b>{look.shown ?? tab.output.slice(tab.output.lastIndexOf('.') + 1)}</b>
          <span className={styles.count}>{factsOf(look, view)}</span>
        </>
      )}
      <span className={styles.grow} />
      {preview.kind === 'table' && preview.columns.length > 4 ? (
        <SearchField label="Find a column" value={view.wanted} onChange={(wanted) => onView({ wanted })} className={styles.find} />
      ) : null}
      {preview.kind === 'json' ? (
        <ToggleGroup
          label="How the file is shown"
          value={view.isRaw ? 'raw' : 'table'}
          options={[
            { id: 'table', label: 'Table' },
            { id: 'raw', label: 'JSON' },
          ]}
          onChange={(next) => onView({ isRaw: next === 'raw' })}
        />
      ) : null}
      {canBeside ? (
        <>
          <span aria-hidden="true">Beside run {before.number}</span>
          <Switch label={`Beside run ${before.number}`} isOn={view.isBeside} onChange={(isBeside) => onView({ isBeside })} />
        </>
      ) : null}
      {preview.kind === 'image' ? (
        <>
          <IconButton icon="zoom-out" label="Zoom out" isSmall iconSize={14} onPress={() => onView({ scale: Math.max(0.1, (view.scale ?? 1) / 1.25) })} />
          <AriaButton className={styles.zoom} aria-label="Fit" onPress={() => onView({ scale: undefined })}>
            {view.scale === undefined ? 'fit' : `${Math.round(view.scale * 100)} %`}
          </AriaButton>
          <IconButton icon="zoom-in" label="Zoom in" isSmall iconSize={14} onPress={() => onView({ scale: Math.min(8, (view.scale ?? 1) * 1.25) })} />
        </>
      ) : null}
      {info.shell === 'electron' ? (
        <IconButton icon="folder-open" label="Show in folder" isSmall iconSize={14} onPress={() => showFolder(tab.run, tab.output, look.shown)} />
      ) : null}
      <IconButton icon="copy" label="Copy path" isSmall iconSize={14} onPress={() => void copy()} />
    </div>
  );
}

/** "MLflow model, 6 files, 1.9 MB", "640 x 480 px, 31 kB". */
function factsOf(look: OutputLook, view: PreviewView): string {
  const { preview } = look;
  const parts: string[] = [];
  if (preview.kind === 'model') parts.push('MLflow model');
  if (preview.kind === 'image' && view.size !== '') parts.push(view.size);
  if (preview.kind === 'model' || preview.kind === 'folder') parts.push(look.files.length === 1 ? '1 file' : `${look.files.length} files`);
  parts.push(sizeText(look.shown === undefined ? look.bytes : look.shownBytes));
  if (preview.kind === 'json') {
    const count = countNumbers(numberRows(readNumbers(preview.text), undefined, []));
    parts.push(count === 1 ? '1 number' : `${count} numbers`);
  }
  return parts.join(', ');
}
