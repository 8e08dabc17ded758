import { eq } from 'drizzle-orm'
import { fullDayText } from '#core/calendar/index.ts'
import { type Issued, issuePaper, orderMark, paragraphs, say } from '#core/documents/index.ts'
import { groupNumber, isErased, matters, textsOfMatter } from '#core/matters/index.ts'
import { unitDirectory } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import { kindTitle, titleInSql, titleOf } from '../matter-words.ts'
import { stageWords } from './order.ts'
import { supervisionOrders } from './tables.ts'

export const orderPaperKey = ({ seq }: { seq: number }): string => `order-${seq}`

/** The 督办单 as it goes to the unit, in GB/T 9704 manner under the number that it was issued with; null once its words were erased. The caller has decided who may have it. */
export async function issueOrderPaper(house: House, orderId: string): Promise<Issued | null> {
  const [found] = await house.db
    .select({ order: supervisionOrders, matter: matters, title: titleInSql })
    .from(supervisionOrders)
    .innerJoin(matters, eq(matters.id, supervisionOrders.matterId))
    .where(eq(supervisionOrders.id, orderId))
  if (!found || (await house.db.transaction((tx) => isErased(tx, found.matter.id)))) return null
  const { order, matter } = found
  const [units, texts] = await Promise.all([unitDirectory(house.db), textsOfMatter(house.db, matter.id)])
  const unit = units.get(order.byUnitId)
  if (!unit) throw new Error(`the unit that issued ${order.number} is gone`)
  const issuedOn = dateIn(house.config.timeZone, order.issuedAt)
  const words = {
    what: `${kindTitle(matter)}《${titleOf(matter, found.title)}》（编号${groupNumber(matter.number)}）`,
    due: matter.dueOn ? `，办理期限为${fullDayText(matter.dueOn)}` : '',
    demand: texts.get(order.demandTextId)?.body ?? '',
  }
  return issuePaper(house, {
    matterId: matter.id,
    key: orderPaperKey(order),
    title: stageWords[order.stage] === '督办单' ? '督办单' : '挂牌督办通知书',
    unit: { id: unit.id, name: unit.name, mark: orderMark(unit, house.config.cityName) },
    class: '督',
    number: order.number,
    datedOn: issuedOn,
    visibility: 'staff',
    mayKeep: async (tx) => !(await isErased(tx, matter.id)),
    form: {
      title: order.stage === 'order' ? '督办单' : '挂牌督办通知书',
      to: units.get(order.unitId)?.name ?? '承办单位',
      blocks: [
        say(
          `${words.what}由你单位承办${words.due}。${order.stage === 'order' ? '现予督办' : '此前的督办单逾期没有报告，现予挂牌督办'}，要求如下：`,
        ),
        ...paragraphs(words.demand),
        say(
          `请于${fullDayText(order.replyDueOn)}前在阳光政务平台“督办”中报告办理情况，可以附材料。逾期不报告的，将提请进一步督办。`,
        ),
        say('本单所列事项仅限办理使用，不得泄露来信来电人的信息。'),
      ],
      contact: `（联系电话：${unit.phone ?? '12345'}）`,
    },
  })
}
