import { useAppState } from '#renderer/state/context.ts';
import { useRunsValue } from '#renderer/state/runs/run-hooks.ts';
import { clockText } from '#renderer/state/runs/run-words.ts';
import type { ShownRun } from '#renderer/state/runs/shown-run.ts';
import { Menu } from '#renderer/ui/menu.tsx';
import { PickButton } from '#renderer/ui/pane-bar.tsx';

const OFFERED = 20;

/** Which run of the pipeline is shown, here and on the graph. */
export function RunPicker({ shown }: { readonly shown: ShownRun }) {
  const { runs } = useAppState();
  const list = useRunsValue((state) => state.list);
  const groups = () => {
    const own = (list ?? []).filter((run) => run.path === shown.path).slice(0, OFFERED);
    return [
      {
        entries: own.map((run) => ({
          id: run.run,
          label: `Run ${run.number}, ${run.result.replace('-', ' ')}${run.startedAt === undefined ? '' : `, ${clockText(run.startedAt)}`}`,
          isChecked: run.run === shown.run,
        })),
      },
    ];
  };
  return (
    <Menu label="Runs of this pipeline" groups={groups} onAction={(run) => void runs.show(run)} placement="top start">
      <PickButton icon="history" text={`Run ${shown.number}`} label={`Run ${shown.number}, choose another`} />
    </Menu>
  );
}
