import { defineCallsLive } from './islands/calls-live.ts'
import { listenToKeys } from './islands/keys.ts'
import { defineKnowledgeLive } from './islands/knowledge-live.ts'
import { selectAll } from './islands/rows.ts'
import { startPage } from './islands/start.ts'

startPage()
selectAll()
listenToKeys()
defineCallsLive()
defineKnowledgeLive()
