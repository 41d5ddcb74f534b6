import { useMemo } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { addLine, startDraft } from '#renderer/state/gates/rule-draft.ts';
import { rulesPlace } from '#shared/gates/rules-place.ts';
import type { Pipeline } from '#shared/pipeline/pipeline.ts';
import { directionOf } from '#shared/runs/metric-direction.ts';
import type { TextLook } from '#shared/runs/output-look.ts';
import { NumbersView } from './numbers-view.tsx';
import { type NumberRow, numberRows, readNumbers } from './numbers-view-model.ts';
import type { ReadingGate } from './reading-rules.ts';
import { useProjectNumbers } from './use-champion.ts';

interface NumbersBodyProps {
  readonly look: TextLook;
  readonly pipeline: Pipeline | undefined;
  readonly path: string;
  readonly output: string;
  readonly gate: ReadingGate | undefined;
  /** Numbers of another run, in place of the champion's. */
  readonly other: { readonly name: string; readonly text: string } | undefined;
}

/** A file of numbers: beside the champion or another run, with the rules of the gate that reads it. */
export function NumbersBody({ look, pipeline, path, output, gate, other }: NumbersBodyProps) {
  const { verdicts, selection, commands, announcer, frame } = useAppState();
  const champion = useProjectNumbers(other === undefined ? gate?.baseline : undefined);
  const rows = useMemo(() => {
    const beside = other === undefined ? champion : readNumbers(other.text);
    return numberRows(readNumbers(look.text), beside, gate?.rules ?? [], gate?.lines ?? []);
  }, [look.text, champion, other, gate]);
  const makeRule = (row: NumberRow) => {
    const place = gate && pipeline && rulesPlace(pipeline, gate.job);
    if (!gate || !place) return;
    const draft = verdicts.draftOf(path, gate.job.id) ?? startDraft(place.text);
    const rule = `${row.name} ${directionOf(row.name, gate.lines) === 'lower' ? '<=' : '>='} ${row.value.replace('−', '-').replace(/,/g, '')}`;
    verdicts.setDraft(path, gate.job.id, addLine(draft, undefined, rule));
    selection.select([`parent.jobs.${gate.job.id}`], 'command', { reveal: true, path });
    frame.setState({ isInspectorOpen: true, isSheetOpen: true });
    announcer.announce(`${rule} is a rule of the draft of ${gate.job.id}. Nothing is saved yet.`, 'note');
    requestAnimationFrame(() => commands.run('gate.editRules'));
  };
  return (
    <NumbersView
      rows={rows}
      beside={other?.name ?? (champion === undefined ? undefined : 'Champion')}
      gate={gate?.job.id}
      label={`Numbers of ${output}`}
      onRule={makeRule}
    />
  );
}
