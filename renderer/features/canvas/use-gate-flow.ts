import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useAppState } from '#renderer/state/context.ts';
import { useCanvas } from './canvas-context.ts';
import { gateFlowOf } from './gate-flow-view-model.ts';
import type { Scene } from './scene-view-model.ts';

/** Keeps what verdicts mean for the graph in step with the pipeline and with what is known of its gates. */
export function useGateFlow(scene: Scene, path: string): void {
  const { verdicts } = useAppState();
  const { ui } = useCanvas();
  const known = useStore(verdicts.store);
  useEffect(() => {
    const flow = gateFlowOf(scene.pipeline, path, known);
    if (flow !== ui.getState().flow) ui.setState({ flow });
  }, [ui, scene.pipeline, path, known]);
}
