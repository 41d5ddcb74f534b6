import { useEffect, useState } from 'react';
import { GridList, GridListItem } from 'react-aria-components';
import { useAppState } from '#renderer/state/context.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { TextField } from '#renderer/ui/fields.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import type { PlaceEntry } from '#shared/contract/schemas.ts';
import styles from './places-dialog.module.css';

interface Listing {
  readonly place: string;
  readonly label: string;
  readonly parent: string | undefined;
  readonly entries: readonly PlaceEntry[];
  readonly notice: string | undefined;
}

/** Chooses a folder or a file where the shell has no dialog of the system: the browser. Paths stay with the host. */
export function PlacesDialog({
  what,
  newName,
  onClose,
}: {
  readonly what: 'folder' | 'file';
  /** Something of this name is to be made in the folder. */
  readonly newName?: string | undefined;
  readonly onClose: (place?: string) => void;
}) {
  const words = wordsFor(what, newName);
  const { host } = useAppState();
  const [listing, setListing] = useState<Listing | undefined>(undefined);
  const [chosen, setChosen] = useState<PlaceEntry | undefined>(undefined);
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string | undefined>(undefined);
  const go = async (place: string | undefined) => {
    const answer = await host.places.list(place === undefined ? {} : { place });
    if (!answer.ok) {
      setError(answer.failure.message);
      return;
    }
    const { value } = answer;
    setListing({ place: value.place, label: value.label, parent: value.parent, entries: value.entries, notice: value.notice });
    setTyped(value.label);
    setChosen(undefined);
    setError(undefined);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, from the home folder.
  useEffect(() => void go(undefined), []);
  const find = async () => {
    const answer = await host.places.find({ typed });
    if (!answer.ok) setError(answer.failure.message);
    else if (answer.value.kind === 'folder') await go(answer.value.place);
    else onClose(answer.value.place);
  };
  const entries = listing?.entries.filter((entry) => entry.kind === 'folder' || what === 'file') ?? [];
  const target = what === 'file' ? (chosen?.kind === 'file' ? chosen.place : undefined) : (chosen?.place ?? listing?.place);
  return (
    <Dialog label={words.title} className={styles.dialog} onClose={() => onClose()}>
      <header className={styles.head}>
        <h2 className={styles.title}>{words.title}</h2>
        <form
          className={styles.path}
          onSubmit={(event) => {
            event.preventDefault();
            void find();
          }}
        >
          <IconButton icon="corner-left-up" label="Folder above" isDisabled={listing?.parent === undefined} onPress={() => void go(listing?.parent)} />
          <div className={styles.field}>
            <TextField label="Folder" value={typed} onChange={setTyped} isName error={error} />
          </div>
        </form>
      </header>
      <GridList
        aria-label="Folders and files"
        className={styles.list}
        items={entries.map((entry) => ({ ...entry, id: entry.place }))}
        selectionMode="single"
        selectionBehavior="replace"
        onSelectionChange={(keys) => setChosen(keys === 'all' ? undefined : entries.find((entry) => keys.has(entry.place)))}
        onAction={(key) => {
          const entry = entries.find((each) => each.place === key);
          if (entry?.kind === 'folder') void go(entry.place);
          else if (entry) onClose(entry.place);
        }}
        renderEmptyState={() =>
          listing === undefined ? null : (
            <p className={styles.none}>
              {what === 'folder' ? (newName !== undefined ? 'No folders in here.' : 'No folders in here. Open this one, or go up.') : 'Nothing in here.'}
            </p>
          )
        }
      >
        {(entry) => (
          <GridListItem id={entry.place} textValue={entry.name} className={styles.row}>
            <Icon name={entry.kind === 'folder' ? 'folder' : 'file-text'} size={14} className={styles.icon} />
            <span>{entry.name}</span>
            {entry.kind === 'folder' ? <Icon name="chevron-right" size={12} className={styles.into} /> : null}
          </GridListItem>
        )}
      </GridList>
      {listing?.notice === undefined ? null : <p className={styles.notice}>{listing.notice}</p>}
      <footer className={styles.foot}>
        <span className={styles.grow} />
        <Button onPress={() => onClose()}>Cancel</Button>
        <Button look="primary" isDisabled={target === undefined} onPress={() => onClose(target)}>
          {newName !== undefined
            ? chosen
              ? `Make it in ${chosen.name}`
              : 'Make it here'
            : what === 'folder'
              ? chosen
                ? `Open ${chosen.name}`
                : 'Open this folder'
              : 'Open'}
        </Button>
      </footer>
    </Dialog>
  );
}

/** What the dialog says: opening a folder, opening a file, or choosing where something new is made. */
function wordsFor(
  what: 'folder' | 'file',
  newName: string | undefined,
): { readonly title: string; readonly empty: string; verb(chosen: string | undefined): string } {
  if (newName !== undefined) {
    return {
      title: `Where to make ${newName}`,
      empty: 'No folders in here.',
      verb: (chosen) => (chosen === undefined ? 'Make it here' : `Make it in ${chosen}`),
    };
  }
  if (what === 'file') return { title: 'Open a file', empty: 'Nothing in here.', verb: () => 'Open' };
  return {
    title: 'Open a folder',
    empty: 'No folders in here. Open this one, or go up.',
    verb: (chosen) => (chosen === undefined ? 'Open this folder' : `Open ${chosen}`),
  };
}
