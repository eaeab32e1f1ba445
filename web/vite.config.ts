import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** The server that `npm run dev` passes the API and the sign-in pages on to. */
const server = process.env.RESEAT_URL ?? 'http://127.0.0.1:8080'
const mock = process.env.RESEAT_MOCK === '1'

const proxy = Object.fromEntries(
  ['/reseat/', '/v1.0/', '/common/', '/organizations/'].map((path) => [
    path,
    { target: server, changeOrigin: true, secure: false, autoRewrite: true },
  ]),
)

export default defineConfig({
  plugins: [react(), ...(mock ? [(await import('./mock/plugin.ts')).mockServer()] : [])],
  build: { target: 'es2022', manifest: true, sourcemap: false, chunkSizeWarningLimit: 700 },
  server: { proxy: mock ? undefined : proxy, fs: { allow: ['..'] } },
  preview: { proxy: mock ? undefined : proxy },
  test: { include: ['src/**/*.test.{ts,tsx}', 'mock/**/*.test.ts'], environment: 'jsdom', restoreMocks: true },
})
