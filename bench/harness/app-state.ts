import type { Page } from 'playwright-core';
import type { AppState } from '#renderer/state/app-state.ts';

declare global {
  interface Window {
    sluice: AppState;
  }
}

/** Finds the state of the built app in its page and puts it at `window.sluice`: React keeps the props of every component at the root's element. */
export async function exposeState(page: Page): Promise<void> {
  await page.evaluate(() => {
    interface Fiber {
      readonly memoizedProps?: { readonly state?: AppState };
      readonly child?: Fiber;
      readonly sibling?: Fiber;
      readonly stateNode?: { readonly current?: Fiber };
    }
    const root = document.getElementById('root') as unknown as Record<string, Fiber>;
    const key = Object.keys(root).find((each) => each.startsWith('__reactContainer$')) ?? '';
    const search = (fiber: Fiber | undefined, depth: number): AppState | undefined => {
      for (let at = fiber; at && depth < 40; at = at.sibling) {
        const state = at.memoizedProps?.state;
        if (state && 'workspace' in state) return state;
        const found = search(at.child, depth + 1);
        if (found) return found;
      }
      return undefined;
    };
    const state = search(root[key]?.stateNode?.current ?? root[key], 0);
    if (!state) throw new Error('The state of the app was not found in its page.');
    window.sluice = state;
  });
}

/** Only the graph, fitted or at 100 %. */
export async function showGraph(page: Page, zoom: 'graph.fit' | 'graph.zoom100'): Promise<void> {
  await exposeState(page);
  await page.evaluate(async (command) => {
    const settle = () => new Promise((resolve) => setTimeout(resolve, 600));
    window.sluice.commands.run('view.graph');
    await settle();
    window.sluice.commands.run(command);
    await settle();
  }, zoom);
}
