import { useAppState } from '#renderer/state/context.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { useForm } from './form-context.ts';
import type { AddKey } from './form-model.ts';

/** Adds a key of the user's choice, or an item of a list; `isIcon` for the head of a section. */
export function AddButton({
  add,
  end,
  isIcon = false,
  onAdded,
}: {
  readonly add: AddKey;
  readonly end: string | undefined;
  readonly isIcon?: boolean;
  readonly onAdded?: () => void;
}) {
  const { dialogs } = useAppState();
  const { write, isFrozen } = useForm();
  const run = async () => {
    let path = add.path;
    if (add.keyName !== undefined) {
      const name = await dialogs.prompt({
        title: add.label,
        label: 'Name',
        value: '',
        verb: 'Add',
        isName: true,
        refuse: (value) =>
          value.trim() === '' ? 'Type a name.' : add.taken.includes(value.trim()) ? `There is a ${add.keyName} '${value.trim()}' already.` : undefined,
      });
      if (name === undefined || name.trim() === '') return;
      path = [...add.path, name.trim()];
    }
    if ((await write({ id: 'set', args: { path, value: add.value } }, end)) === undefined) onAdded?.();
  };
  if (isIcon) return <IconButton icon="plus" label={add.label} isSmall iconSize={14} isDisabled={isFrozen} onPress={() => void run()} />;
  return (
    <Button look="quiet" isSmall icon="plus" isDisabled={isFrozen} onPress={() => void run()}>
      {add.label}
    </Button>
  );
}
