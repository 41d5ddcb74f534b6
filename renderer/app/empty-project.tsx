import { useCommands, useWorkspaceValue } from '#renderer/state/hooks.ts';
import { Button } from '#renderer/ui/button.tsx';
import styles from './empty-project.module.css';

/** A folder is open and no file is. */
export function EmptyProject() {
  const commands = useCommands();
  const hasFiles = useWorkspaceValue((state) => state.entries.length > 0);
  return (
    <div className={styles.empty}>
      <h2 className={styles.title}>{hasFiles ? 'No file is open' : 'This folder is empty'}</h2>
      <div className={styles.actions}>
        {hasFiles ? (
          <Button icon="files" onPress={() => commands.run('view.files')}>
            Choose a file
          </Button>
        ) : null}
        <Button icon="file-plus" onPress={() => commands.run('file.newPipeline')}>
          New pipeline
        </Button>
        <Button icon="workflow" onPress={() => commands.run('file.newFromTemplate')}>
          Start from a template
        </Button>
      </div>
    </div>
  );
}
