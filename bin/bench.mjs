// npm run bench: install → the pinned Node → build → dist/bench/main.js, which prints one table.
import { build, buildBench, mustBuild } from './build.mjs'
import { continueWithPinnedNode, install } from './install.mjs'
import { root } from './steps.mjs'

process.chdir(root)
await install()
await continueWithPinnedNode()
await mustBuild(build())
await mustBuild(buildBench())
process.setSourceMapsEnabled(true)
await import('../dist/bench/main.js')
