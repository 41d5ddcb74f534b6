// Runs before the first paint: the theme of the last time, so that the window never flashes. The theme store takes over afterwards.
(() => {
  let wanted = 'system';
  try {
    wanted = localStorage.getItem('sluice.theme') || 'system';
  } catch {
    // Storage may be refused: then the system decides.
  }
  const is = (query) => matchMedia(query).matches;
  const dark = is('(prefers-color-scheme: dark)');
  const system = is('(prefers-contrast: more)') ? (dark ? 'contrast-dark' : 'contrast-light') : dark ? 'dark' : 'light';
  document.documentElement.dataset.theme = wanted === 'system' ? system : wanted;
})();
