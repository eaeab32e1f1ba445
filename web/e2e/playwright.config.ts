import { defineConfig } from '@playwright/test'

/**
 * Browser tests against a running server: RESEAT_URL says where, CHROMIUM which browser. Whoever runs them starts the
 * server with the demo tenant; every test takes back what it did.
 */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  // One server, one organization: tests that change licences take turns.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    baseURL: process.env.RESEAT_URL ?? 'http://localhost:8080',
    ignoreHTTPSErrors: true,
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    },
  },
})
