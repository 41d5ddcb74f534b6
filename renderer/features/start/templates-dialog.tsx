import { useEffect, useState } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { TextField } from '#renderer/ui/fields.tsx';
import { TemplateCards } from './template-cards.tsx';
import styles from './templates-dialog.module.css';
import { type TemplateCard, useTemplates } from './use-templates.ts';

/** Chooses a template, then a name; the folder is asked for by the dialog of the shell. Closes with `template:name`. */
export function TemplatesDialog({ template, onClose }: { readonly template: string | undefined; readonly onClose: (answer?: string) => void }) {
  const { announcer } = useAppState();
  const cards = useTemplates();
  const [chosen, setChosen] = useState<TemplateCard | undefined>(undefined);
  const [name, setName] = useState('');
  useEffect(() => {
    const wanted = cards?.find((card) => card.template.id === template);
    if (wanted) {
      setChosen(wanted);
      setName(wanted.template.id);
    }
    if (cards?.length === 0) announcer.announce('This Sluice comes without templates.', 'note');
  }, [cards, template, announcer]);
  const bad = name.trim() === '' ? 'Give the new folder a name.' : /[\\/:*?"<>|]/.test(name) ? 'A folder name holds none of \\ / : * ? " < > |.' : undefined;
  return (
    <Dialog label="New from a template" className={styles.dialog} onClose={() => onClose()}>
      <header className={styles.head}>
        <h2 className={styles.title}>{chosen ? chosen.template.title : 'New from a template'}</h2>
        {chosen ? <p className={styles.words}>{chosen.template.description}</p> : null}
      </header>
      <div className={styles.body}>
        {chosen ? (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (bad === undefined) onClose(`${chosen.template.id}:${name.trim()}`);
            }}
          >
            <TextField label="Name of the new folder" value={name} onChange={setName} isName hasAutoFocus error={bad} />
          </form>
        ) : (
          <TemplateCards
            cards={cards ?? []}
            onChoose={(card) => {
              setChosen(card);
              setName(card.template.id);
            }}
          />
        )}
      </div>
      <footer className={styles.foot}>
        {chosen && template === undefined ? <Button onPress={() => setChosen(undefined)}>Back</Button> : null}
        <span className={styles.grow} />
        <Button onPress={() => onClose()}>Cancel</Button>
        {chosen ? (
          <Button look="primary" isDisabled={bad !== undefined} onPress={() => onClose(`${chosen.template.id}:${name.trim()}`)}>
            Choose where
          </Button>
        ) : null}
      </footer>
    </Dialog>
  );
}
