import { defineConfig, type Plugin } from 'vite'
import { precompiledMarkup } from './src/ui/precompiled/compile.ts'

/** Government desktops and old phones run kernels of 2020. */
const oldestBrowsers = ['chrome87', 'safari14']

const jsx = { runtime: 'automatic', importSource: 'preact' } as const

/** `vite build` makes what browsers load; `vite build --ssr ENTRY` makes what Node runs (its entry is named on the command line). */
export default defineConfig(({ isSsrBuild }) => (isSsrBuild ? server : client))

const client = defineConfig({
  publicDir: 'src/ui/public',
  oxc: { jsx },
  build: {
    outDir: 'dist/client',
    // An app that is still serving the build before keeps its files until it is restarted.
    emptyOutDir: false,
    manifest: true,
    target: oldestBrowsers,
    cssTarget: oldestBrowsers,
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: { input: ['src/ui/client.ts', 'src/ui/desk-client.ts', 'src/ui/styles/site.scss'] },
  },
  css: {
    preprocessorOptions: {
      scss: { quietDeps: true, silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'] },
    },
  },
})

/** Beside whatever entry is built: the threads' own entries (`src/platform/workers`), which nothing imports. */
const workers: Plugin = {
  name: 'workers',
  buildStart() {
    for (const room of ['documents', 'draw'])
      this.emitFile({ type: 'chunk', id: `src/core/${room}/worker.ts`, fileName: `${room}-worker.js` })
  },
}

/** Packages of many small modules, plain JavaScript: built in, a start takes 1.5 s instead of 2.9 (measured), most of which was looking for their files. */
const builtIn = [
  ...['echarts', 'zrender', 'kysely', 'drizzle-orm', 'zod', 'better-auth', 'better-call', '@better-fetch/fetch'],
  ...['jose', '@simplewebauthn/server', 'tsyringe', 'diff', 'uuid', 'pinyin-pro'],
  ...['hono', 'preact', 'preact-render-to-string', 'tslib', 'nanostores', 'defu', 'rou3'],
  ...[/^@better-auth\//, /^@peculiar\//, /^@noble\//, /^@hono\//],
]

const server = defineConfig({
  publicDir: false,
  plugins: [precompiledMarkup(), workers],
  oxc: { jsx },
  ssr: { noExternal: builtIn },
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'node26',
    minify: false,
    sourcemap: true,
    rolldownOptions: { output: { entryFileNames: '[name].js', chunkFileNames: 'server/[name]-[hash].js' } },
  },
})
