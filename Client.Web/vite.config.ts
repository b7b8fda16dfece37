import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const server = 'http://localhost:17802'

export default defineConfig({
  // Relative, so that the page also lives under a path base.
  base: './',
  plugins: [vue()],
  build: { modulePreload: { polyfill: false } },
  server: {
    port: 5173,
    strictPort: true,
    proxy: { '/hubs': { target: server, ws: true }, '/api': server, '/health': server },
  },
})
