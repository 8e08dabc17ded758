import { defineConfig } from 'vitest/config'

const shared = {
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
} as const

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'rooms',
          include: ['src/**/*.test.{ts,tsx}', 'test/*.test.{ts,tsx}'],
          globalSetup: 'test/setup/global-database.ts',
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          globalSetup: 'test/setup/global-database.ts',
          // One browser at a time: two cores serve the app, the database and Chromium.
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
