import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// vite's configuration loader asks for a default export
export default defineConfig({
  root: here('.'),
  base: '/modeler/',
  plugins: [react()],
  resolve: {
    alias: {
      '@pledge/contracts': here('../../libs/contracts/src/index.ts'),
      '@pledge/web/theme': here('../../libs/web/src/theme'),
      '@pledge/web': here('../../libs/web/src/index.ts'),
    },
  },
  server: { proxy: { '/api': { target: process.env['PLEDGE_API'] ?? 'http://127.0.0.1:3000' } } },
  build: { outDir: here('../../dist/apps/modeler'), emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1500 },
});
