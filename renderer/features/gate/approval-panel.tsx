import { useState } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { whenText } from '#renderer/state/gates/gate-look.ts';
import type { JudgedGate } from '#renderer/state/gates/verdicts.store.ts';
import { useCommandHandlers, useWorkspaceValue } from '#renderer/state/hooks.ts';
import { useRunsValue } from '#renderer/state/runs/run-hooks.ts';
import { durationText } from '#renderer/state/runs/run-words.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { Quoted } from '#renderer/ui/quoted.tsx';
import type { Session } from '#shared/document/session-types.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import { ApprovalEvidence } from './approval-evidence.tsx';
import styles from './approval-panel.module.css';
import { listWords } from './approval-view-model.ts';
import { useQuestion } from './use-question.ts';
import panel from './verdict-panel.module.css';

interface ApprovalProps {
  readonly session: Session;
  readonly job: Job;
  readonly judged: JudgedGate;
  readonly waiting: readonly string[];
}

/** A gate that asks a person: the question and what it does, this run against the champion, evidence, then the decision; afterwards what was shown. */
export function ApprovalPanel({ session, job, judged, waiting }: ApprovalProps) {
  const { verdict } = judged;
  const shown = useRunsValue((state) => state.shown[session.path]);
  const question = useQuestion(shown?.run, job.id, verdict.verdict);
  const asked = question?.asked ?? verdict.when;
  const isOpen = verdict.verdict === 'asking';
  const text = verdict.question ?? question?.question ?? '';
  const answeredMs = asked !== undefined && verdict.when !== undefined ? Date.parse(verdict.when) - Date.parse(asked) : undefined;
  const others = shown ? [...shown.jobs.values()].filter((each) => each.status === 'running' && each.job !== job.id).map((each) => each.job) : [];
  return (
    <>
      <section className={panel.card} data-verdict={verdict.verdict} aria-label="Decision">
        <h3 className={panel.word}>
          {isOpen ? 'Waiting for a person' : verdict.verdict === 'passed' ? 'Approved' : verdict.verdict === 'held-back' ? 'Held back' : 'Failed'}
        </h3>
        <p className={panel.sentence}>
          {isOpen ? (
            <Quoted
              text={`${shown ? `Run ${shown.number} has stood here` : 'It has stood here'}${asked === undefined ? '' : ` since ${whenText(asked, new Date()).replace('today ', '')}`}. ${waits(waiting)}${others.length === 0 ? '; nothing else is running' : `; ${listWords(others)} ${others.length === 1 ? 'goes' : 'go'} on`}.`}
            />
          ) : verdict.verdict === 'failed' ? (
            (verdict.message ?? 'Nobody answered in time.')
          ) : (
            `${verdict.who ?? 'Somebody'}${verdict.when === undefined ? '' : `, ${whenText(verdict.when, new Date())}`}${answeredMs !== undefined && answeredMs > 0 ? `, after ${durationText(answeredMs)}` : ''}.`
          )}
        </p>
        {verdict.why === undefined || verdict.why === '' ? null : <blockquote className={panel.why}>{verdict.why}</blockquote>}
      </section>
      <section className={panel.section}>
        <p className={panel.question}>{text}</p>
        {verdict.who !== undefined && isOpen ? (
          <p className={styles.asked}>
            Asked: <code>{verdict.who}</code>
          </p>
        ) : null}
        <p className={styles.asked}>
          <Quoted
            text={
              waiting.length === 0
                ? 'Nothing waits for the answer.'
                : isOpen
                  ? `Approve lets ${listWords(waiting)} go on; Hold back stops the run here.`
                  : verdict.verdict === 'passed'
                    ? `${listWords(waiting)} went on.`
                    : `${listWords(waiting)} did not run.`
            }
          />
        </p>
      </section>
      {shown ? <ApprovalEvidence session={session} job={job} shown={shown} question={question} isOpen={isOpen} /> : null}
      {isOpen && shown?.isLive ? <Decide run={shown.run} job={job.id} signAs={question?.signAs} /> : null}
    </>
  );
}

/** Name, reason, Hold back and Approve. Never Enter alone. */
function Decide({ run, job, signAs }: { readonly run: string; readonly job: string; readonly signAs: string | undefined }) {
  const { host, announcer } = useAppState();
  const project = useWorkspaceValue((state) => state.project?.project);
  const [who, setWho] = useState<string | undefined>(undefined);
  const [why, setWhy] = useState('');
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const [isSending, setSending] = useState(false);
  const name = who ?? signAs ?? '';
  const answer = async (given: 'approved' | 'held-back') => {
    if (project === undefined || isSending) return;
    if (given === 'held-back' && why.trim() === '') {
      setRefusal('Holding back needs a reason.');
      document.querySelector<HTMLElement>('[data-approval-why]')?.focus();
      announcer.announce('Holding back needs a reason.', 'refusal');
      return;
    }
    setSending(true);
    const done = await host.runs.approve({ project, run, job, answer: given, who: name, why });
    setSending(false);
    setRefusal(done.ok ? undefined : done.failure.message);
    announcer.announce(done.ok ? (given === 'approved' ? `${job} is approved.` : `${job} is held back.`) : done.failure.message, done.ok ? 'note' : 'refusal');
  };
  useCommandHandlers({
    'gate.approve': { run: () => void answer('approved'), isEnabled: () => !isSending },
    'gate.holdBack': { run: () => void answer('held-back'), isEnabled: () => !isSending },
  });
  return (
    <section className={styles.decide} aria-label="Your answer">
      <label htmlFor="approval-who">Signed as</label>
      <div className={styles.signed}>
        <input id="approval-who" value={name} maxLength={200} autoComplete="off" onChange={(event) => setWho(event.target.value)} />
        {who === undefined && signAs !== undefined ? <span>from git</span> : null}
      </div>
      <label htmlFor="approval-why">Why</label>
      <textarea
        id="approval-why"
        data-approval-why
        value={why}
        rows={3}
        maxLength={4000}
        aria-invalid={refusal === undefined ? undefined : true}
        aria-describedby={refusal === undefined ? undefined : 'approval-refusal'}
        onChange={(event) => {
          setWhy(event.target.value);
          setRefusal(undefined);
        }}
      />
      {refusal === undefined ? null : (
        <p id="approval-refusal" className={styles.refusal}>
          {refusal}
        </p>
      )}
      <div className={styles.buttons}>
        <Button icon="gate-closed" isDisabled={isSending} onPress={() => void answer('held-back')}>
          Hold back <Kbd keys="Alt+H" />
        </Button>
        <Button look="primary" icon="gate-open" isDisabled={isSending || name.trim() === ''} onPress={() => void answer('approved')}>
          Approve
        </Button>
      </div>
      <p className={styles.kept}>Name, time, reason and these numbers are kept with the run.</p>
    </section>
  );
}

function waits(waiting: readonly string[]): string {
  if (waiting.length === 0) return 'Nothing waits for the answer';
  return `${listWords(waiting)} ${waiting.length === 1 ? 'waits' : 'wait'}`;
}
