import type { Measured } from '#core/documents/index.ts'

/** Of one version: how well it tells the category and the unit of letters it has not seen; null with too few to measure. */
export type MeasuredBoth = { categories: Measured | null; units: Measured | null }
