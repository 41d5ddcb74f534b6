// Who may import whom: docs/architecture.md says it in words. Every rule is an error.
const shared = ['base', 'yaml', 'azureml', 'pipeline', 'edits|checks|gates|runs|layout|language', 'document'];

/** A room of shared may import the rooms below it, never those above. */
const upward = shared.flatMap((room, k) => {
  const above = shared.slice(k + 1);
  if (above.length === 0) return [];
  return [
    {
      name: `shared-${room.split('|')[0]}-looks-down`,
      comment: `base < yaml < azureml < pipeline < edits, checks, gates, runs, layout, language < document. Move the code down, or hand the value in.`,
      severity: 'error',
      from: { path: `^shared/(${room})/`, pathNot: '\\.test\\.ts$' },
      to: { path: `^shared/(${above.join('|')})/` },
    },
  ];
});

/** One door per outside library. */
const door = (name, library, from) => ({
  name: `one-door-${name}`,
  comment: `${library} comes in through ${from} only.`,
  severity: 'error',
  from: { pathNot: [from, '\\.test\\.tsx?$', '^build/', '^bench/', '/testing/'] },
  to: { path: library },
});

module.exports = {
  forbidden: [
    ...upward,
    {
      name: 'shared-is-alone',
      severity: 'error',
      comment: 'shared imports nothing of ours.',
      from: { path: '^shared/' },
      to: { path: '^(host|electron|cli|renderer|e2e|build|bench)/' },
    },
    {
      name: 'shared-is-pure',
      severity: 'error',
      comment: 'shared runs everywhere: no Node, no DOM.',
      from: { path: '^shared/', pathNot: ['\\.test\\.ts$', '/testing/'] },
      to: { dependencyTypes: ['core'] },
    },
    { name: 'host-knows-no-shell', severity: 'error', from: { path: '^host/' }, to: { path: '^(electron|cli|renderer)/' } },
    {
      name: 'renderer-knows-no-host',
      severity: 'error',
      comment: 'Ask through the contract (renderer/bridge).',
      from: { path: '^renderer/' },
      to: { path: '^(host|electron|cli)/' },
    },
    {
      name: 'shells-hold-no-screen',
      severity: 'error',
      comment: 'Shells load the built renderer; they do not import it.',
      from: { path: '^(electron|cli)/' },
      to: { path: '^renderer/' },
    },
    {
      name: 'features-meet-through-state',
      severity: 'error',
      comment: 'A feature never imports another: use state, commands or a panel area.',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    },
    { name: 'ui-knows-nothing-of-ours', severity: 'error', from: { path: '^renderer/ui/' }, to: { path: '^(shared|renderer/(app|features|state|bridge))/' } },
    { name: 'state-is-below-features', severity: 'error', from: { path: '^renderer/(state|bridge)/' }, to: { path: '^renderer/(app|features)/' } },
    { name: 'features-are-below-app', severity: 'error', from: { path: '^renderer/features/' }, to: { path: '^renderer/app/' } },
    {
      name: 'testing-is-for-tests',
      severity: 'error',
      from: { path: '^(shared|host|electron|cli|renderer)/', pathNot: ['\\.test\\.tsx?$', '/testing/'] },
      to: { path: '/testing/' },
    },
    {
      name: 'commands-settings-contract-use-base-and-types',
      severity: 'error',
      from: { path: '^shared/(commands|settings|contract)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^shared/(yaml|azureml|pipeline|edits|layout|document|language)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-npm-yaml',
      severity: 'error',
      comment: 'The product reads YAML with shared/yaml (decision 0002); npm yaml is for comparison in tests and bench.',
      from: { pathNot: ['\\.test\\.ts$', '^bench/', '/testing/'] },
      to: { path: 'node_modules/(yaml|js-yaml)/' },
    },
    door('react-flow', 'node_modules/@xyflow/', '^renderer/features/canvas/'),
    door('monaco', 'node_modules/monaco-editor/', '^renderer/features/text/'),
    door('files', '^(node:)?fs(/promises)?$', '^(host/files/|e2e/)'),
    door('processes', '^(node:)?child_process$', '^(host/runner/|e2e/)'),
    door('secretlint', 'node_modules/@secretlint/', '^shared/checks/secrets/'),
    door('tables', 'node_modules/(papaparse|hyparquet[^/]*)/', '^host/runs/previews/'),
    door('electron', 'node_modules/electron/', '^electron/'),
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'A cycle has no bottom to read from.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    // 'sarif' is a package of types alone.
    { name: 'no-missing', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^electron$|^sarif$|\\?(worker|url|raw)$' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'module', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
