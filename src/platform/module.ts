import type { NavItem } from '#ui/index.ts'
import type { Gauge } from './gauges.ts'
import type { Routes } from './http/env.ts'
import type { Jobs } from './jobs.ts'

/** What a room offers the house; `app.tsx` mounts the list of them. */
export type Module = {
  name: string
  title: string
  routes?: Routes
  jobs?: Jobs
  gauges?: Gauge[]
  navigation?: {
    /** In the header of the public site, by `position` from left to right. */
    site?: (NavItem & { position: number })[]
    /** Shown to staff who hold one of the roles; to all staff when none are named. */
    desk?: (NavItem & { group: string; roles?: string[] })[]
  }
  permissions?: Permission[]
}

/** One row of the readable access table: who may do what, on which rows. */
export type Permission = { act: string; roles: string[]; rows: string }
