import { GridList, GridListItem } from 'react-aria-components';
import { IconButton } from '#renderer/ui/button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Quoted } from '#renderer/ui/quoted.tsx';
import styles from './problems-panel.module.css';
import { useFixProblem, useGoToProblem, useProblems } from './use-problems.ts';

/** Problems by file, worst first. A click or Enter goes to the line. */
export function ProblemsPanel() {
  const { files, rows } = useProblems();
  const goTo = useGoToProblem();
  const fix = useFixProblem();
  if (rows.length === 0) {
    return (
      <p className={styles.none}>
        {files.length === 0 ? 'No YAML file is open.' : `No problems in ${files.length === 1 ? '1 file' : `${files.length} files`}.`}
      </p>
    );
  }
  return (
    <div className={styles.panel}>
      {files
        .filter((file) => file.rows.length > 0)
        .map((file) => (
          <section key={file.path} aria-label={file.path}>
            <h3 className={styles.file}>{file.path}</h3>
            <GridList
              aria-label={`Problems in ${file.path}`}
              className={styles.list}
              onAction={(key) => {
                const row = file.rows.find((each) => each.id === key);
                if (row) goTo(row);
              }}
            >
              {file.rows.map((row) => (
                <GridListItem key={row.id} id={row.id} textValue={`${row.severity}, line ${row.line}: ${row.message}`} className={styles.row}>
                  <Icon
                    name={row.severity === 'error' ? 'circle-alert' : 'triangle-alert'}
                    size={14}
                    className={cx(styles.icon, row.severity === 'error' ? styles.error : styles.warning)}
                  />
                  <span className={styles.message}>
                    <Quoted text={row.message} />
                  </span>
                  <span className={styles.line}>line {row.line}</span>
                  {row.fix === undefined ? null : <IconButton icon="lightbulb" label={row.fix} isSmall iconSize={14} onPress={() => fix(row)} />}
                </GridListItem>
              ))}
            </GridList>
          </section>
        ))}
    </div>
  );
}
