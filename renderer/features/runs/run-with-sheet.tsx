import { useState } from 'react';
import { Input, TextField } from 'react-aria-components';
import { useAppState } from '#renderer/state/context.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Select } from '#renderer/ui/select.tsx';
import styles from './run-with-sheet.module.css';
import { CHOICES, type GivenRow, givenRows, hintOf, isMissing, setsOf } from './run-with-view-model.ts';

/** Other values for the pipeline's inputs, for one run: what `sluice run --set` gives. The file stays as it is. */
export function RunWithSheet({ path, onClose }: { readonly path: string; readonly onClose: () => void }) {
  const { runs, workspace, frame } = useAppState();
  const [rows] = useState(() => givenRows(workspace.session(path)?.pipeline ?? { inputs: [] }));
  const [typed, setTyped] = useState(() => runs.givenOf(path));
  const sets = setsOf(rows, typed);
  const count = Object.keys(sets).length;
  const start = () => {
    onClose();
    void runs.run(path, { selection: { kind: 'all' }, force: false, sets }).then((isRunning) => isRunning && frame.setState({ isRunPanelOpen: true }));
  };
  return (
    <Dialog label="Run with other values" onClose={onClose} className={styles.sheet}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <header className={styles.head}>
          <h2 className={styles.title}>Run with other values</h2>
          <p>For this run only: the file stays as it is, and the run keeps what it was given. An empty field takes the value of the file.</p>
        </header>
        <div className={styles.rows}>
          {rows.map((row, at) => (
            <Row key={row.name} row={row} value={typed[row.name] ?? ''} isFirst={at === 0} onChange={(value) => setTyped({ ...typed, [row.name]: value })} />
          ))}
        </div>
        <footer className={styles.foot}>
          <span className={styles.hint} role="status">
            {count === 0 ? 'All values are those of the file.' : `${count === 1 ? '1 value is' : `${count} values are`} other than in the file.`}
          </span>
          <Button onPress={onClose}>Cancel</Button>
          <Button look="primary" type="submit" isDisabled={isMissing(rows, typed)}>
            Run
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

interface RowProps {
  readonly row: GivenRow;
  readonly value: string;
  readonly isFirst: boolean;
  readonly onChange: (value: string) => void;
}

function Row({ row, value, isFirst, onChange }: RowProps) {
  const { name, own, way, description } = row;
  return (
    <>
      <span className={styles.name} title={description ?? name}>
        {name}
      </span>
      {way === 'choice' ? (
        <Select
          label={name}
          options={CHOICES.map((choice) => ({ value: choice }))}
          value={value === '' ? undefined : value}
          fallback={{ text: hintOf(row), word: own === undefined ? '' : 'in the file' }}
          onChange={(choice) => onChange(choice === own ? '' : choice)}
        />
      ) : (
        <TextField aria-label={name} value={value} onChange={onChange} autoFocus={isFirst} className={styles.field ?? ''}>
          {way === 'path' ? <Icon name="file-text" size={13} /> : null}
          <Input className={styles.input ?? ''} placeholder={hintOf(row)} spellCheck={false} />
          {value.trim() === '' && own !== undefined ? <span className={styles.word}>in the file</span> : null}
        </TextField>
      )}
    </>
  );
}
