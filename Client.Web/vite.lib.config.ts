import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

/** The library: everything, the typewriter for Vue alone, and its core that needs no framework. */
export default defineConfig({
  plugins: [vue()],
  publicDir: false,
  build: {
    target: ['safari15.4', 'chrome100', 'edge100', 'firefox100'],
    outDir: 'dist-lib',
    lib: {
      entry: { interception: 'src/library.ts', vue: 'src/typewriter/vue/index.ts', typewriter: 'src/typewriter/browser/index.ts' },
      formats: ['es'],
    },
    rollupOptions: { external: ['vue', '@microsoft/signalr'] },
  },
})
