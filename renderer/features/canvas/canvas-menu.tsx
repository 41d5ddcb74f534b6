import { type RefObject, useRef } from 'react';
import { Popover } from 'react-aria-components';
import { useAppState } from '#renderer/state/context.ts';
import type { IconName } from '#renderer/ui/icons/icon.tsx';
import { MenuContent, type MenuEntry, type MenuGroup } from '#renderer/ui/menu.tsx';
import { keysOf } from '#shared/commands/command.ts';
import type { Session } from '#shared/document/session-types.ts';
import styles from './canvas.module.css';
import { deleteNotes } from './canvas-actions.ts';
import { useCanvas } from './canvas-context.ts';
import { nodeOfEnd, shortEnd } from './node-view-model.ts';
import type { Scene } from './scene-view-model.ts';

export interface MenuPlace {
  /** Relative to the surface. */
  readonly x: number;
  readonly y: number;
  /** What was pressed on: an end, an edge's id or a `note:` id; undefined: the empty canvas. */
  readonly end: string | undefined;
  readonly graph: { readonly x: number; readonly y: number };
  /** All ports of this side of a crowded job, in place of what can be done with it. */
  readonly ports?: 'inputs' | 'outputs';
}

interface MenuProps {
  readonly place: MenuPlace;
  readonly scene: Scene;
  readonly session: Session;
  readonly surface: RefObject<HTMLDivElement | null>;
  readonly onClose: () => void;
  readonly run: (id: string, args?: unknown) => void;
}

const ICONS: Readonly<Record<string, IconName>> = {
  'pipeline.connectFrom': 'link',
  'pipeline.connectInto': 'link',
  'pipeline.disconnect': 'unlink',
  'pipeline.addJob': 'plus',
  'run.stopJob': 'square',
  'pipeline.insertGate': 'gate-set',
  'gate.editRules': 'pencil',
  'pipeline.renameSelected': 'pencil',
  'pipeline.deleteJob': 'trash-2',
  'pipeline.duplicateJob': 'copy',
  'graph.addNote': 'sticky-note',
  'graph.unpin': 'pin-off',
  'graph.fit': 'scan',
  'graph.openInspector': 'panel-right',
  'graph.stepInto': 'chevron-right',
  'graph.find': 'search',
  'graph.tidy': 'align-vertical-distribute-center',
};

const ON_NODE = [
  ['run.stopJob'],
  ['graph.openInspector', 'gate.editRules', 'graph.stepInto', 'pipeline.openComponent'],
  ['pipeline.connectFrom', 'pipeline.connectInto', 'pipeline.addJob', 'pipeline.insertGate'],
  ['pipeline.renameSelected', 'pipeline.duplicateJob', 'pipeline.toggleComment', 'pipeline.extract', 'pipeline.inline'],
  ['edit.cut', 'edit.copy'],
  ['graph.unpin'],
  ['pipeline.deleteJob'],
];
const ON_PORT = [['pipeline.connectFrom', 'pipeline.connectInto', 'pipeline.disconnect', 'pipeline.promote'], ['graph.openInspector']];
const ON_EDGE = [['pipeline.insertGate', 'pipeline.disconnect', 'graph.openInspector']];
const ON_CANVAS = [
  ['pipeline.addJob', 'edit.paste', 'graph.addNote'],
  ['edit.selectAll', 'graph.find'],
  ['graph.tidy', 'graph.unpin', 'graph.direction'],
  ['graph.fit', 'graph.zoom100'],
];
const ALIGN = [
  'graph.alignLeft',
  'graph.alignCentre',
  'graph.alignRight',
  'graph.alignTop',
  'graph.alignMiddle',
  'graph.alignBottom',
  'graph.distributeAcross',
  'graph.distributeDown',
];

/** What can be done with the thing under the pointer; from the list of commands. */
export function CanvasMenu({ place, scene, session, surface, onClose, run }: MenuProps) {
  const { commands } = useAppState();
  const canvas = useCanvas();
  const { ui } = canvas;
  const anchor = useRef<HTMLSpanElement>(null);
  const isMany = ui.getState().selected.size > 1;
  const groups = idsFor(place, scene, isMany).map(
    (ids): MenuGroup => ({
      entries: ids.flatMap((id): MenuEntry[] => {
        const command = commands.definition(id);
        if (!command || !commands.isEnabled(id)) return [];
        const keys = keysOf(command)[0];
        const icon = ICONS[id];
        return [{ id, label: command.title, ...(icon ? { icon } : {}), ...(keys === undefined ? {} : { keys }) }];
      }),
    }),
  );
  if (place.end?.startsWith('note:'))
    groups.push({
      entries: [
        { id: 'note.edit', label: 'Edit the note', icon: 'pencil' },
        { id: 'note.delete', label: 'Delete the note', icon: 'trash-2', keys: 'Delete' },
      ],
    });
  const shown = place.ports ? portGroups(place, scene) : groups;
  return (
    <>
      <span ref={anchor} className={styles.menuAnchor} style={{ left: place.x, top: place.y }} />
      <Popover triggerRef={anchor} isOpen onOpenChange={(isOpen) => !isOpen && onClose()} placement="bottom start" offset={2} className={styles.menu}>
        <MenuContent
          label={place.ports ? `All ${place.ports}` : 'What can be done here'}
          groups={shown}
          onAction={(id) => {
            onClose();
            surface.current?.focus({ preventScroll: true });
            if (place.ports) canvas.select([id]);
            else if (id === 'note.edit') ui.setState({ editingNote: place.end?.slice('note:'.length) });
            else if (id === 'note.delete') deleteNotes(session, new Set([place.end?.slice('note:'.length) ?? '']));
            else run(id, id === 'graph.addNote' ? place.graph : undefined);
          }}
        />
      </Popover>
    </>
  );
}

/** Every port of the side, those that are bound with where from. */
function portGroups(place: MenuPlace, scene: Scene): readonly MenuGroup[] {
  const job = scene.pipeline.job(nodeOfEnd(place.end ?? '').slice('jobs.'.length));
  const ports = (place.ports === 'inputs' ? job?.inputs : job?.outputs) ?? [];
  return [
    {
      entries: ports.map((port) => ({
        id: port.end,
        label: port.bound === undefined ? port.name : `${port.name}, ${port.side === 'input' ? 'from' : 'to'} ${shortEnd(port.bound)}`,
      })),
    },
  ];
}

function idsFor(place: MenuPlace, scene: Scene, isMany: boolean): readonly (readonly string[])[] {
  if (place.end === undefined) return ON_CANVAS;
  if (place.end.startsWith('edge:')) return ON_EDGE;
  if (place.end.startsWith('note:')) return [];
  const node = scene.byId.get(nodeOfEnd(place.end));
  if (node && node.view.end !== place.end) return ON_PORT;
  return isMany ? [...ON_NODE, ALIGN] : ON_NODE;
}
