/** What the desk of letters has of dispatching. Apart from the index, which reading and publishing need too: they know no desk. */
export { AdviceCard } from './advising/advice-card.tsx'
export type { Advice } from './advising/advise.ts'
export { bulkLetters, categoryAct, dispatchAsAdvised, dispatchWithCategory } from './advising/dispatch-act.tsx'
export { categoryColumn, categoryFilter } from './advising/list-column.ts'
export { adviceFor } from './advising/record-dispatching.ts'
