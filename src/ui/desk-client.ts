import { listenToKeys } from './islands/keys.ts'
import { selectAll } from './islands/rows.ts'
import { startPage } from './islands/start.ts'

startPage()
selectAll()
listenToKeys()
