import { eq } from 'drizzle-orm'
import { matterHappened, takes } from '#core/facts/index.ts'
import { inviteJoint, textsOfMatter } from '#core/matters/index.ts'
import { systemActor } from '#platform/actor.ts'
import { referrals } from './tables.ts'

/** 配合单位 come in when the lead unit has signed: then there is somebody who brings them together. */
takes(matterHappened, {
  by: 'referrals: invite joint units',
  wants: ({ kind, type }) => kind === 'referral' && type === 'signed',
  take: async (house, { matterId }) => {
    const [referral] = await house.db.select().from(referrals).where(eq(referrals.matterId, matterId)).for('update')
    if (!referral || referral.jointUnitIds.length === 0) return
    const texts = [...(await textsOfMatter(house.db, matterId)).values()]
    const title = texts.find(({ part }) => part === 'title')?.body ?? '交办件'
    await inviteJoint(house, systemActor('joint'), matterId, {
      unitIds: referral.jointUnitIds,
      text: `交办件“${title}”，请按交办要求配合牵头单位办理。`,
    })
    // Once: a second signing (another person takes over) invites nobody again.
    await house.db.update(referrals).set({ jointUnitIds: [] }).where(eq(referrals.matterId, matterId))
  },
})
