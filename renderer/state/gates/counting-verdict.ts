import type { Job } from '#shared/pipeline/pipeline.ts';
import { isRuleLine, type RuleDraft, textOfDraft } from './rule-draft.ts';
import type { JudgedGate } from './verdicts.store.ts';

/** A try counts for as long as the rules are those that were tried, in the file or in the draft; then what the run has said by these rules. */
export function countingVerdict(job: Job, judged: JudgedGate | undefined, draft: RuleDraft | undefined): JudgedGate | undefined {
  if (!judged?.tried) return judged;
  const now = draft
    ? textOfDraft(draft)
        .split('\n')
        .filter(isRuleLine)
        .map((line) => line.trim())
    : job.rules;
  const isSame = now.length === judged.tried.length && now.every((rule, k) => rule === judged.tried?.[k]);
  return isSame ? judged : countingVerdict(job, judged.ofRun, draft);
}
