import { timeAgo } from '#renderer/features/start/time-ago.ts';
import { useAppState } from '#renderer/state/context.ts';
import { useWorkspaceValue } from '#renderer/state/hooks.ts';
import { fileName } from '#renderer/state/workspace/layout-path.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import styles from './recovery-bar.module.css';

/** Offers unsaved work of an earlier session back, file by file. It stays until it is answered; nothing is thrown away unasked. */
export function RecoveryBar() {
  const { workspace, host, dialogs } = useAppState();
  const offers = useWorkspaceValue((state) => state.offers);
  const project = useWorkspaceValue((state) => state.project?.project);
  const offer = offers[0];
  if (!offer || project === undefined) return null;
  const compare = async () => {
    const disk = await host.files.read({ project, path: offer.path });
    const answer = await dialogs.ask({
      title: `Unsaved work in ${fileName(offer.path)}`,
      body: offer.isDiskUnchanged ? 'This was not saved when Sluice ended.' : 'This was not saved when Sluice ended. The file on disk has changed since.',
      choices: [
        { id: 'restore', label: 'Bring back', isPrimary: true },
        { id: 'discard', label: 'Discard' },
      ],
      diff: { before: disk.ok ? disk.value.text : '', after: offer.text, beforeLabel: 'On disk', afterLabel: 'Not saved' },
    });
    if (answer === 'restore' || answer === 'discard') await workspace.answerOffer(offer, answer);
  };
  return (
    <section className={styles.bar} aria-label="Unsaved work">
      <Icon name="history" size={14} />
      <span className={styles.words}>
        Unsaved work in <code>{offer.path}</code> was kept ({agoInWords(timeAgo(offer.writtenAt, Date.now()))})
        {offers.length > 1 ? `, and in ${offers.length - 1} more ${offers.length === 2 ? 'file' : 'files'}` : ''}.
        {offer.isDiskUnchanged ? '' : ' The file on disk has changed since.'}
      </span>
      <Button isSmall onPress={() => void compare()}>
        Compare
      </Button>
      <Button isSmall look="primary" onPress={() => void workspace.answerOffer(offer, 'restore')}>
        Bring back
      </Button>
    </section>
  );
}

function agoInWords(time: string): string {
  return /^\d/.test(time) ? `${time} ago` : time;
}
