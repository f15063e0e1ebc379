import { defineConfig } from '@playwright/test'

/** Runs against a server that is up with the demo company: NEXUSCORE_URL=http://localhost:8000 npx playwright test */
export default defineConfig({
  testDir: 'web/e2e',
  // Generous, for a shared machine: what is slow is measured elsewhere, not by a wait that ran out.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A shared machine can stall for longer than any wait; what passes only the second time is reported as flaky.
  retries: process.env.CI ? 1 : 0,
  reporter: [['list']],
  use: {
    baseURL: process.env.NEXUSCORE_URL ?? 'http://localhost:8000',
    locale: 'en-SG',
    // Not Singapore: every date must still be Singapore's.
    timezoneId: 'America/New_York',
    // A trace takes pictures all along, which costs a quarter of the run: only what failed once is traced.
    trace: 'on-first-retry',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1440, height: 900 } } },
    {
      name: 'phone',
      use: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
      // What differs on a phone: how it looks, and the ways that people go there. The rest is the same code.
      // The pattern also sees the name of this project, hence the space.
      grep: /fits? the screen|passes axe| phone|home page|sign up|log in|writes an invoice|pays in part|pay page shows/,
    },
  ],
})
