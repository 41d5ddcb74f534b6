import { useState } from 'react';
import { useStore } from 'zustand';
import { Palette } from '#renderer/features/palette/palette.tsx';
import { Shortcuts } from '#renderer/features/palette/shortcuts.tsx';
import { ComponentChooser } from '#renderer/features/project/component-chooser.tsx';
import { PlacesDialog } from '#renderer/features/project/places-dialog.tsx';
import { RunWithSheet } from '#renderer/features/runs/run-with-sheet.tsx';
import { SimulateSheet } from '#renderer/features/runs/simulate-sheet.tsx';
import { TrustSheet } from '#renderer/features/runs/trust-sheet.tsx';
import { TemplatesDialog } from '#renderer/features/start/templates-dialog.tsx';
import { useAppState } from '#renderer/state/context.ts';
import type { Prompt, Question } from '#renderer/state/window/dialogs.store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog, DialogBody } from '#renderer/ui/dialog.tsx';
import { DiffView } from '#renderer/ui/diff-view.tsx';
import { TextField } from '#renderer/ui/fields.tsx';
import { Quoted } from '#renderer/ui/quoted.tsx';
import styles from './dialog-host.module.css';

/** The open dialog, if any. */
export function DialogHost() {
  const { dialogs } = useAppState();
  const open = useStore(dialogs.store, (state) => state.open);
  const close = (answer?: string) => dialogs.close(answer);
  if (!open) return null;
  if (open.kind === 'question') return <QuestionDialog question={open} onClose={close} />;
  if (open.kind === 'prompt') return <PromptDialog key={open.title} prompt={open} onClose={close} />;
  switch (open.sheet) {
    case 'palette':
      return <Palette prefix={open.args.prefix ?? ''} onClose={() => close()} />;
    case 'shortcuts':
      return <Shortcuts onClose={() => close()} />;
    case 'components':
      return <ComponentChooser held={open.args.held ?? ''} way={open.args.way === 'into' ? 'into' : 'from'} onClose={close} />;
    case 'places':
      return <PlacesDialog what={open.args.what === 'file' ? 'file' : 'folder'} newName={open.args.newName} onClose={close} />;
    case 'simulate':
      return <SimulateSheet path={open.args.path ?? ''} onClose={() => close()} />;
    case 'run-with':
      return <RunWithSheet path={open.args.path ?? ''} onClose={() => close()} />;
    case 'trust':
      return <TrustSheet args={open.args} onClose={close} />;
    case 'templates':
      return <TemplatesDialog template={open.args.template} onClose={close} />;
  }
}

function QuestionDialog({ question, onClose }: { readonly question: Question; readonly onClose: (answer?: string) => void }) {
  // What is only told has one answer; what would be done can be left.
  const isAlone = question.choices.length === 1 && question.choices[0]?.isPrimary !== true;
  return (
    <Dialog label={question.title} role="alertdialog" className={question.diff ? styles.wide : undefined} onClose={() => onClose()}>
      <DialogBody
        title={question.title}
        actions={
          <>
            {isAlone ? null : (
              <Button look="quiet" onPress={() => onClose()}>
                Cancel
              </Button>
            )}
            {[...question.choices]
              .sort((a, b) => Number(a.isPrimary ?? false) - Number(b.isPrimary ?? false))
              .map((choice) => (
                <Button
                  key={choice.id}
                  look={choice.isPrimary ? 'primary' : 'plain'}
                  autoFocus={choice.isPrimary ?? isAlone}
                  onPress={() => onClose(choice.id)}
                >
                  {choice.label}
                </Button>
              ))}
          </>
        }
      >
        <p>
          <Quoted text={question.body} />
        </p>
        {question.diff ? (
          <>
            <p className={styles.legend}>
              <span className={styles.before}>{question.diff.beforeLabel}</span>
              <span className={styles.after}>{question.diff.afterLabel}</span>
            </p>
            <DiffView before={question.diff.before} after={question.diff.after} label="What differs" />
          </>
        ) : null}
      </DialogBody>
    </Dialog>
  );
}

function PromptDialog({ prompt, onClose }: { readonly prompt: Prompt; readonly onClose: (answer?: string) => void }) {
  const [value, setValue] = useState(prompt.value);
  const [isTouched, setTouched] = useState(false);
  const refusal = prompt.refuse?.(value.trim());
  const take = () => {
    setTouched(true);
    if (refusal === undefined) onClose(value.trim());
  };
  return (
    <Dialog label={prompt.title} onClose={() => onClose()}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          take();
        }}
        className={styles.form}
      >
        <DialogBody
          title={prompt.title}
          actions={
            <>
              <Button look="quiet" onPress={() => onClose()}>
                Cancel
              </Button>
              <Button look="primary" type="submit" isDisabled={isTouched && refusal !== undefined}>
                {prompt.verb}
              </Button>
            </>
          }
        >
          <TextField
            label={prompt.label}
            value={value}
            isName={prompt.isName}
            hasAutoFocus
            error={isTouched ? refusal : undefined}
            onChange={(next) => {
              setValue(next);
              setTouched(true);
            }}
          />
        </DialogBody>
      </form>
    </Dialog>
  );
}
