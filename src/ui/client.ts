import { startPage } from './islands/start.ts'

startPage()
