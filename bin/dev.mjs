// npm run dev: every save below src builds what it touches and restarts the app; the browser is reloaded by hand.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, watch } from 'node:fs'
import { continueWithPinnedNode, install } from './install.mjs'
import { root, say } from './steps.mjs'

process.chdir(root)
await install()
await continueWithPinnedNode()
// What lies in dist is no longer what `npm start` last built.
rmSync('dist/.built', { force: true })
const { build } = await import('vite')

// Vite's own watch mode misses a style sheet that is an entry (8.3), so the folder is watched here.
const touched = new Set(['ui/'])
let app
let wake = () => {}
watch('src', { recursive: true }, (_event, file) => {
  if (!file || /\.test\.tsx?$|~$/.test(file)) return
  touched.add(file)
  wake()
})

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await stop()
    process.exit()
  })
}

say('保存后自动重新构建并重启；Ctrl-C 结束。')
for (;;) {
  const files = [...touched]
  touched.clear()
  if (await built(files)) {
    await stop()
    app = spawn(process.execPath, ['--enable-source-maps', 'dist/main.js', ...process.argv.slice(2)], {
      stdio: 'inherit',
    })
  }
  if (touched.size === 0) {
    await new Promise((resolve) => {
      wake = resolve
    })
  }
  // An editor that saves several files does so within a moment.
  await new Promise((resolve) => setTimeout(resolve, 100))
}

/** The app that runs goes on while the sources do not build. */
async function built(files) {
  try {
    if (files.some((file) => file.startsWith('ui'))) await build({ logLevel: 'warn' })
    await build({ logLevel: 'warn', build: { ssr: 'src/main.ts' } })
    return true
  } catch {
    say('构建失败，见上；改好后保存即可。')
    return false
  }
}

async function stop() {
  if (!app || app.exitCode !== null || app.signalCode !== null) return
  const gone = once(app, 'exit')
  app.kill('SIGTERM')
  await gone
}
