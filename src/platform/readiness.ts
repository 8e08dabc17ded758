import type { House } from './house.ts'

const leaving = new WeakSet<House>()

/** From now on `/readyz` sends the proxy elsewhere, and every answer ends its connection; requests are served as before. */
export function leave(house: House): void {
  leaving.add(house)
}

export const isLeaving = (house: House): boolean => leaving.has(house)
