// How the app is packaged. Nothing is downloaded: the Electron to pack is given.

/**
 * The configuration of electron-builder.
 * `electronDist` is an unpacked Electron and `electronVersion` what it is. `forTests` leaves out the two fuses with which Playwright cannot start the app or
 * which Electron 22 does not know; a release sets them.
 */
export function configuration({ electronDist, electronVersion, output, version, forTests }) {
  return {
    appId: 'dev.sluice.desktop',
    productName: 'Sluice',
    copyright: 'MIT',
    electronDist,
    electronVersion,
    npmRebuild: false,
    nodeGypRebuild: false,
    buildDependenciesFromSource: false,
    asar: true,
    directories: { output, buildResources: 'build' },
    // Everything is bundled: no package of node_modules is needed when the app runs.
    files: [
      'package.json',
      'dist/cli/**',
      'dist/electron/**',
      'dist/renderer/**',
      'components/**',
      'examples/**',
      'host/runner/python/**',
      'build/icons/512x512.png',
      '!**/*.map',
      '!**/.sluice/**',
      '!**/__pycache__/**',
      '!host/runner/python/test_*',
      '!node_modules/**',
    ],
    extraMetadata: { main: 'dist/electron/main.cjs', version, type: 'commonjs' },
    electronLanguages: ['en-US'],
    fileAssociations: [
      {
        ext: ['yml', 'yaml'],
        name: 'Azure ML pipeline',
        description: 'Azure Machine Learning pipeline',
        mimeType: 'application/yaml',
        role: 'Editor',
        rank: 'Alternate',
      },
    ],
    electronFuses: {
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      onlyLoadAppFromAsar: true,
      enableCookieEncryption: true,
      ...(forTests ? {} : { enableNodeCliInspectArguments: false, grantFileProtocolExtraPrivileges: false }),
    },
    linux: { target: ['dir'], executableName: 'sluice', category: 'Development', icon: 'build/icons', synopsis: 'Azure ML pipelines as text and as a graph' },
    win: { target: ['dir'], icon: 'build/icons/512x512.png', signAndEditExecutable: false },
    mac: { target: ['dir'], icon: 'build/icons/1024x1024.png', category: 'public.app-category.developer-tools', identity: null, darkModeSupport: true },
    publish: null,
  };
}
