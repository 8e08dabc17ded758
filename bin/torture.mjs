// npm run torture [-- --hours N]: install → the pinned Node → build → dist/torture/main.js, which kills what it has started and prints one table.
import { build, buildTorture, mustBuild } from './build.mjs'
import { continueWithPinnedNode, install } from './install.mjs'
import { root } from './steps.mjs'

process.chdir(root)
await install()
await continueWithPinnedNode()
await mustBuild(build())
await mustBuild(buildTorture())
process.setSourceMapsEnabled(true)
await import('../dist/torture/main.js')
