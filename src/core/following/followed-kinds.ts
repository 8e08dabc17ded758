import type { MatterRow } from '#core/matters/index.ts'

/** A kind whose room shows its matters at `/follow/{number}`. */
export type FollowedKind = {
  kind: string
  /** 这封信, 这件事：how its own pages speak of it. */
  thing: string
  /** 来信：what was not found. */
  title: string
  /** Where it is taken back; null while it cannot be. */
  withdrawHref(row: MatterRow): string | null
}

const kinds = new Map<string, FollowedKind>()

/** The room says so once, at import. */
export function defineFollowed(followed: FollowedKind): void {
  kinds.set(followed.kind, followed)
}

export const followedKind = (kind: string): FollowedKind | undefined => kinds.get(kind)
