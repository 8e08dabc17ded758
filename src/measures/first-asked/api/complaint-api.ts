import { z } from '@hono/zod-openapi'
import { chooseUnit, readForm, unitWord } from '#core/casework/index.ts'
import { type Api, addOperation } from '#core/interface/index.ts'
import { allUnits } from '#core/people/index.ts'
import { readSent, typedOf } from '#platform/http/api-body.ts'
import { urls } from '#urls.ts'
import { complain, complaintForm } from '../breaches/raise-breach.ts'
import { followed, numberParam } from './follow-api.ts'
import { onceWithFiles, refusedInBody } from './refused-in-body.ts'

const complaintBody = complaintForm.extend({
  unit: unitWord('经手过的哪个单位'),
  mayName: z.literal('yes').optional().openapi({ description: 'yes：同意让被反映的单位知道是谁反映的' }),
})

/** 反映首问责任没落实, by number and code, as on the page. */
export function addComplaintOperation(api: Api): void {
  addOperation(
    api,
    {
      method: 'post',
      path: urls.apiComplaints('{number}'),
      group: '首问事项查进度、评价',
      summary: '反映首问责任没落实',
      description: '同一种情况一件事只反映一次。办到哪一步、结果怎样，在网页的查进度里看。',
      needs: 'code',
      params: numberParam,
      body: {
        form: complaintBody,
        takesFiles: true,
        example: {
          kind: 'rude',
          unit: '市住房城乡建设局',
          complaint: '去了两次，窗口的人说不归他管，也没有说该去哪里。',
        },
      },
      answer: { status: 201, description: '收到了', schema: z.object({ number: z.string(), follow: z.string() }) },
    },
    async (c) => {
      const house = c.get('house')
      const { inquiry, asker, matterId } = await followed(c)
      const sent = await readSent(c, complaintBody, true)
      const input = await refusedInBody(async () => {
        const typed = typedOf(sent)
        const { id: unit } = chooseUnit('unit', typed.unit, await allUnits(house.db))
        return readForm(complaintForm, { ...typed, unit })
      })
      await onceWithFiles(c, sent, 'asker', async (tx, files) => {
        await complain({ ...house, db: tx }, asker, matterId, { ...input, files })
        return { status: 201, location: urls.followMatter(inquiry.number) }
      })
      return c.json({ number: inquiry.number, follow: urls.followMatter(inquiry.number) }, 201)
    },
  )
}
