import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { at } from './paths.mjs';

// chrome108 is what the oldest Electron of the tests ships; with a newer target CSS breaks silently (research: color-mix became transparent).
export default defineConfig({
  root: at('renderer'),
  base: './',
  plugins: [react()],
  resolve: { alias: { 'node:path': at('build', 'not-in-browsers.mjs'), 'node:fs': at('build', 'not-in-browsers.mjs') } },
  worker: { format: 'es' },
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  build: {
    outDir: at('dist', 'renderer'),
    emptyOutDir: true,
    target: 'chrome108',
    cssTarget: 'chrome108',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 6000,
    reportCompressedSize: false,
    assetsInlineLimit: 0,
  },
  server: { host: '127.0.0.1' },
});
