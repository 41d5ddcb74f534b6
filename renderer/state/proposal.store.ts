import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ShapeNode } from '#shared/layout/graph-shape.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import type { TextEdit } from '#shared/yaml/text-edit.ts';

/** What a gesture would write, before it is written: added lines in the text, dashes on the canvas. */
export interface Proposal {
  readonly path: string;
  readonly edits: readonly TextEdit[];
  readonly label: string;
  readonly edges?: readonly { readonly from: string; readonly to: string }[];
  /** Jobs that would be there. */
  readonly nodes?: readonly { readonly shape: ShapeNode; readonly job: Job }[];
}

export type ProposalStore = StoreApi<{ readonly proposal: Proposal | undefined }>;

/** Shows a proposal until the handle is called, or for as long as nobody shows another. */
export function showProposal(store: ProposalStore, proposal: Proposal | undefined): () => void {
  store.setState({ proposal });
  return () => {
    if (store.getState().proposal === proposal) store.setState({ proposal: undefined });
  };
}

/** Makes the store; `setState({ proposal })` shows one, `undefined` takes it away. */
export function createProposalStore(): ProposalStore {
  return createStore<{ readonly proposal: Proposal | undefined }>(() => ({ proposal: undefined }));
}
