import { sql } from 'drizzle-orm'
import { figures, type Gauge } from '#platform/gauges.ts'

export const noticeGauges: Gauge[] = [
  {
    name: 'notices_unsent',
    help: 'Notices not yet handed over, by channel and state',
    labels: ['channel', 'state'],
    read: async (house) =>
      (
        await figures(
          house,
          sql`select channel, state, count(*) as notices from notices
              where state in ('queued', 'sending', 'failed') group by channel, state`,
        )
      ).map(({ channel, state, notices }) => ({
        labels: { channel: channel ?? '', state: state ?? '' },
        value: Number(notices),
      })),
  },
  {
    name: 'notices_oldest_unsent_seconds',
    help: 'Age of the oldest notice that is due and not yet handed over',
    read: async (house) =>
      (
        await figures(
          house,
          sql`select coalesce(extract(epoch from ${house.clock.now().toString()}::timestamptz - min(created_at)), 0) as age
              from notices where state in ('queued', 'sending', 'failed')
              and next_attempt_at <= ${house.clock.now().toString()}::timestamptz`,
        )
      ).map(({ age }) => ({ value: Math.max(0, Number(age)) })),
  },
  {
    name: 'notices_dead_last_day',
    help: 'Notices of the last 24 hours that could not be handed over, by channel; a person has to look. What a provider took and could not bring (a number that is off) is not among them: the unit telephones',
    labels: ['channel'],
    read: async (house) =>
      (
        await figures(
          house,
          sql`select channel, count(*) as notices from notices where state = 'dead' and settled_at is null and receipt is null
              and created_at > ${house.clock.now().subtract({ hours: 24 }).toString()}::timestamptz group by channel`,
        )
      ).map(({ channel, notices }) => ({ labels: { channel: channel ?? '' }, value: Number(notices) })),
  },
]
