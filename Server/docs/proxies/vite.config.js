// Vite, for a page of your own in development: `npx vite --config /path/vite.config.js`.
const target = 'http://127.0.0.1:17801'

export default {
  server: {
    port: 8080,
    strictPort: true,
    // As objects, so that the server sees the host that the browser sees.
    proxy: { '/hubs': { target, ws: true }, '/api': { target }, '/health': { target } },
  },
}
