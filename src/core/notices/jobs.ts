import { lte } from 'drizzle-orm'
import { z } from 'zod'
import type { House } from '#platform/house.ts'
import type { Jobs } from '#platform/jobs.ts'
import { deliverNotice } from './deliver-notice.ts'
import { driveNotices } from './drive-notices.ts'
import { forgetOldNotices } from './erase-notices.ts'
import { aMoment } from './lanes.ts'
import { noticeCallbacks, noticeProofs } from './tables.ts'

const payload = z.object({ id: z.uuid() })

export const noticeJobs: Jobs = {
  tasks: {
    'notices:deliver': async (house, given) => aMoment(house, deliverNotice(house, payload.parse(given).id)),
    'notices:drive': async (house) => aMoment(house, driveNotices(house)),
    'notices:sweep': sweepNotices,
  },
  cron: ['* * * * * notices:drive', '41 18 * * * notices:sweep'],
}

/** Codes that are over, words that have served their time, and callbacks that no provider repeats any more. */
export async function sweepNotices(house: House): Promise<void> {
  const now = house.clock.now()
  await house.db.delete(noticeProofs).where(lte(noticeProofs.expiresAt, now))
  await forgetOldNotices(house)
  await house.db.delete(noticeCallbacks).where(lte(noticeCallbacks.at, now.subtract({ hours: 30 * 24 })))
}
