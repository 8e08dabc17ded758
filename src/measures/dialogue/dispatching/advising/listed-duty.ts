import { NotFilled } from '#core/casework/index.ts'
import { allDuties, type Duty, holdsAt, wordInCommon } from '#core/duties/index.ts'
import type { Unit } from '#core/people/index.ts'
import type { Db } from '#platform/database.ts'
import type { LetterToAdvise } from './advise.ts'

/**
 * The row of the catalogue by which a unit gets a letter. A street or town gets only what stands in its list of tasks (HOT-4：应由职能部门办理的诉求事项
 * 不得分派给基层办理): a row that names the letter's own word, or the one that the dispatcher named. 配合 is not by dispatch: the department in
 * the lead invites it and keeps the clock. Null for a department without a row: dispatching to it is not barred.
 */
export async function dutyFor(
  db: Db,
  unit: Pick<Unit, 'id' | 'kind' | 'shortName'>,
  letter: LetterToAdvise,
  named: string | undefined,
): Promise<Duty | null> {
  const own = (await allDuties(db, unit.id)).filter((duty) => holdsAt(duty.divisionCode, letter.divisionCode))
  if (named) {
    const chosen = own.find(({ subject }) => subject === named.trim())
    if (!chosen) {
      const known = own.map(({ subject }) => `“${subject}”`).join('、')
      throw new NotFilled({
        dispatchDuty: `职责目录里没有由${unit.shortName}负责的“${named.trim()}”。${known ? `目录里有${known}。` : ''}`,
      })
    }
    return chosen
  }
  const fitting = own.find((duty) => wordInCommon(duty, `${letter.title}\n${letter.body}`)) ?? null
  if (fitting || (unit.kind !== 'street' && unit.kind !== 'town')) return fitting
  throw new NotFilled({
    dispatchUnit: `${unit.shortName}的履职事项清单里没有查到这件事，应由职能部门办理的不能派给街道、乡镇。请派给主管部门主办；需要${unit.shortName}配合的，由主办单位邀请协办，期限由主办单位承担。清单里确有这一项的，请在“依据哪一项职责”里写出来。`,
  })
}
