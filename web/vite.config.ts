import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/** Puts every asset beside itself compressed, so that the server need not do it for each request. */
function compress(): Plugin {
  return {
    name: 'reseat-compress',
    apply: 'build',
    writeBundle: ({ dir = 'dist' }) => {
      const assets = join(dir, 'assets')
      for (const file of readdirSync(assets).filter((name) => /\.(js|css|svg)$/.test(name))) {
        const content = readFileSync(join(assets, file))
        writeFileSync(join(assets, `${file}.br`), brotliCompressSync(content))
        writeFileSync(join(assets, `${file}.gz`), gzipSync(content, { level: 9 }))
      }
    },
  }
}

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
  plugins: [react(), compress(), ...(mock ? [(await import('./mock/plugin.ts')).mockServer()] : [])],
  build: { target: 'es2022', manifest: true, sourcemap: false, chunkSizeWarningLimit: 700 },
  server: { proxy: mock ? undefined : proxy, fs: { allow: ['..'] } },
  preview: { proxy: mock ? undefined : proxy },
  test: { include: ['src/**/*.test.{ts,tsx}', 'mock/**/*.test.ts'], environment: 'jsdom', restoreMocks: true },
})
