import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { precompiledMarkup } from './src/ui/precompiled/compile.ts'

const shared = {
  plugins: [precompiledMarkup()],
  oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } },
}

/** They declare kinds of matters and messages of their own, which the houses of other files must not have. */
const alone = [
  'src/core/matters/counted-in.test.ts',
  'src/core/webhooks/webhooks.test.ts',
  'test/desk-by-declaration.test.tsx',
]

/** Minutes and tens of seconds each: begun last, one worker would wait for the other. Not told by the size of a file. */
const longest = [
  'torture.test',
  'access-matrix',
  'backup.test',
  'letter-to-answer',
  'every-page',
  'escalation-kills',
  'sign-in.test',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) =>
      (longest.findIndex((name) => moduleId.includes(name)) + longest.length + 1) % (longest.length + 1)
    return (await super.sort(files)).sort((a, b) => place(a) - place(b))
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        ...shared,
        test: {
          name: 'rooms',
          include: ['src/**/*.test.{ts,tsx}', 'test/*.test.{ts,tsx}'],
          exclude: alone,
          // The house is loaded once a worker, not once a file: most of the time was its imports.
          isolate: false,
          maxWorkers: 2,
          globalSetup: 'test/setup/global-database.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'alone',
          include: alone,
          globalSetup: 'test/setup/global-database.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          globalSetup: 'test/setup/global-database.ts',
          isolate: false,
          maxWorkers: 2,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
