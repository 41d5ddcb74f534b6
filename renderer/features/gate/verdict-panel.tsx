import type { GateVerdict } from '#renderer/state/gates/gate-verdict.ts';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Quoted } from '#renderer/ui/quoted.tsx';
import type { BrokenRows } from './broken-rows.ts';
import { certaintyOf } from './cohort-view-model.ts';
import { CohortGauge, diamond, Gauge } from './gauge.tsx';
import styles from './verdict-panel.module.css';
import type { RuleView, VerdictView } from './verdict-view-model.ts';

interface PanelProps {
  readonly view: VerdictView;
  readonly verdict: GateVerdict;
  readonly waiting: readonly string[];
  readonly isTry: boolean;
  /** Rows of data that broke a check, by its text. */
  readonly broken?: ReadonlyMap<string, BrokenRows>;
}

/** A gate's verdict: the word, one sentence with the number, and how far every rule is from its limit. */
export function VerdictPanel({ view, verdict, waiting, isTry, broken }: PanelProps) {
  const certainty = view.rules.some((rule) => rule.cohort) ? certaintyOf(verdict.rules) : undefined;
  const hasGauge = view.rules.some((rule) => rule.gauge);
  return (
    <>
      <section className={styles.card} data-verdict={verdict.verdict} aria-label="Verdict">
        <h3 className={styles.word}>{view.word}</h3>
        <p className={styles.sentence}>
          <Quoted text={view.sentence} />
        </p>
        {verdict.why === undefined ? null : <blockquote className={styles.why}>{verdict.why}</blockquote>}
        {view.origin === undefined ? null : <p className={styles.origin}>{view.origin}</p>}
      </section>
      {verdict.question === undefined ? null : (
        <section className={styles.section}>
          <p className={styles.question}>{verdict.question}</p>
        </section>
      )}
      {view.rules.length === 0 ? null : (
        <section className={styles.rules} aria-label="Rules">
          <ul>
            {view.rules.map((rule, k) => (
              // Two rules may read the same; their order is their identity.
              // biome-ignore lint/suspicious/noArrayIndexKey: a verdict never changes in place
              <Rule key={k} rule={rule} broken={rule.result === 'held-back' ? broken?.get(rule.text) : undefined} />
            ))}
          </ul>
          {view.rules.some((rule) => rule.cohort) ? (
            <p className={styles.legend}>
              <span>
                <svg width="10" height="10" aria-hidden="true">
                  <circle className={styles.legendDot} cx="5" cy="5" r="4" />
                </svg>
                this run
              </span>
              <span>
                <svg width="18" height="10" aria-hidden="true">
                  <path className={styles.legendLine} d="M1 5H17M1 1v8M17 1v8" />
                </svg>
                95 % interval
              </span>
              {verdict.rules.some((rule) => rule.champion !== undefined) ? (
                <span>
                  <svg width="12" height="12" aria-hidden="true">
                    <path className={styles.champion} d={diamond(6, 6)} />
                  </svg>
                  champion
                </span>
              ) : null}
            </p>
          ) : null}
          {hasGauge ? (
            <p className={styles.legend}>
              <span>
                <svg width="10" height="10" aria-hidden="true">
                  <circle className={styles.legendDot} cx="5" cy="5" r="4" />
                </svg>
                {isTry ? 'tried' : 'this run'}
              </span>
              {view.hasChampion ? (
                <span>
                  <svg width="12" height="12" aria-hidden="true">
                    <path className={styles.champion} d={diamond(6, 6)} />
                  </svg>
                  champion
                </span>
              ) : null}
            </p>
          ) : null}
        </section>
      )}
      {certainty === undefined ? null : (
        <section className={styles.section}>
          <h4 className={styles.heading}>How sure is that?</h4>
          <p className={styles.certainty}>
            <Quoted text={certainty} />
          </p>
        </section>
      )}
      {waiting.length === 0 || verdict.verdict === 'passed' ? null : (
        <section className={styles.section}>
          <h4 className={styles.heading}>{isTry ? 'Would wait behind the gate' : 'Waiting behind the gate'}</h4>
          <p className={styles.waits}>
            {waiting.map((name, k) => (
              <span key={name} className={styles.wait}>
                {k === 0 ? null : <Icon name="arrow-right" size={12} />}
                <code>{name}</code>
              </span>
            ))}
          </p>
        </section>
      )}
    </>
  );
}

function Rule({ rule, broken }: { readonly rule: RuleView; readonly broken: BrokenRows | undefined }) {
  const words = { passed: 'holds', 'held-back': 'said no', failed: 'cannot be judged', skipped: 'skipped' }[rule.result];
  return (
    <li className={styles.rule} data-result={rule.result} title={rule.text === '' ? undefined : rule.text}>
      <div className={rule.cohort ? `${styles.line} ${styles.cohort}` : styles.line}>
        <code className={styles.name}>{rule.name}</code>
        {rule.cohort ? <span className={styles.people}>{rule.cohort.people}</span> : null}
        {rule.cohort ? <CohortGauge cohort={rule.cohort} result={rule.result} /> : null}
        <b className={styles.margin}>{rule.cohort ? rule.value : rule.margin}</b>
        <Icon name={rule.result === 'passed' ? 'check' : rule.result === 'skipped' ? 'minus' : 'x'} size={13} />
        <span className="visually-hidden">{words}</span>
      </div>
      {rule.gauge ? <Gauge view={rule.gauge} result={rule.result} /> : null}
      {rule.cohort || (rule.value === '' && rule.limit === '') ? null : (
        <div className={styles.numbers}>
          <span>
            <i>{rule.gauge ? 'value' : 'found'}</i> {rule.value}
          </span>
          <span>
            <i>limit</i> {rule.limit}
          </span>
          {rule.champion === undefined ? (
            <span />
          ) : (
            <span>
              <i>champion</i> {rule.champion}
            </span>
          )}
        </div>
      )}
      {rule.share === undefined ? null : (
        <div className={styles.share} aria-hidden="true">
          <i style={{ width: `${rule.share.value * 100}%` }} />
          <u style={{ left: `${rule.share.limit * 100}%` }} />
        </div>
      )}
      {rule.message === undefined ? null : (
        <p className={styles.message}>
          <Quoted text={rule.message} />
        </p>
      )}
      {broken === undefined ? null : <Broken rows={broken} />}
    </li>
  );
}

/** The first rows that broke a check. */
function Broken({ rows }: { readonly rows: BrokenRows }) {
  return (
    <table className={styles.broken} aria-label="Rows that broke the check">
      <thead>
        <tr>
          {rows.columns.map((column) => (
            <th key={column}>{column}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.rows.map((row) => (
          <tr key={String(row[0])}>
            {row.map((cell, k) => (
              <td key={rows.columns[k]}>{cell === null ? <i>missing</i> : String(cell)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
