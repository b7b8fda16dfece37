import { readdirSync, readFileSync } from 'node:fs'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

/** The oldest browsers that the page is built for; `README.md` and `public/browser-floor.js` say the same. */
const floor = ['safari15.4', 'chrome100', 'edge100', 'firefox100']

const server = process.env.INTERCEPTION_SERVER ?? 'http://localhost:17802'

/** The child's page is a build of its own: what only teachers need costs it nothing, not even a shared file more. */
const teachersPages = ['teacher.html', 'wall.html']

const tests = readdirSync(new URL('src', import.meta.url), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => `src/${file.replaceAll('\\', '/')}`)

/** These need a window of their own: the clock of the frames begins with it, and a module that was loaded before cannot be replaced. */
const alone = tests.filter((file) => file.endsWith('/useTypewriter.test.ts') || readFileSync(new URL(file, import.meta.url), 'utf8').includes('vi.mock('))

export default defineConfig(({ mode }) => ({
  // Relative, so that the page also lives under a path base.
  base: './',
  plugins: [vue()],
  build: {
    target: floor,
    cssTarget: floor,
    modulePreload: { polyfill: false },
    emptyOutDir: mode !== 'class',
    rolldownOptions: {
      input: mode === 'class' ? teachersPages : ['index.html'],
      // Both builds have the same file for it, so that they share those of the languages.
      output: { codeSplitting: { groups: [{ name: 'wordForms', test: /i18n.wordForms/ }] } },
    },
  },
  test: {
    projects: [
      // Loading Vue and the page's parts anew for each file takes twice the time of all tests.
      { extends: true, test: { name: 'page', include: ['src/**/*.test.ts'], exclude: alone, isolate: false } },
      { extends: true, test: { name: 'alone', include: alone } },
    ],
    setupFiles: ['src/testing/speakEnglish.ts'],
  },
  server: {
    port: 5173,
    strictPort: true,
    // As objects, so that the server sees the host that the browser sees: to it, too, this page is of its own origin.
    proxy: { '/hubs': { target: server, ws: true }, '/api': { target: server }, '/health': { target: server } },
  },
}))
