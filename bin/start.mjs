// npm start · npm run seed|import|check: install → the pinned Node → build → dist/main.js with the arguments given.
import { build, mustBuild } from './build.mjs'
import { continueWithPinnedNode, install } from './install.mjs'
import { root } from './steps.mjs'

process.chdir(root)
await install()
await continueWithPinnedNode()
await mustBuild(build())
process.setSourceMapsEnabled(true)
await import('../dist/main.js')
