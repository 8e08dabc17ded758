import { fullDayText } from '#core/calendar/index.ts'
import { groupNumber } from '#core/matters/index.ts'
import { groupCode } from '../letters/letter-kind.ts'
import type { Receipt } from '../letters/writing/receipt-page.tsx'

/** What happens next, and the two numbers by which the writer follows without the application: said this once, to whoever filed. */
export function noticeOf({ number, code, desk, latestOn, emergency, isAbusive }: Receipt, follow: string): string {
  const danger = emergency
    ? `看起来有危险，请立即拨打 ${emergency.call.map((one) => one.number).join('、')}，本接口不能代替报警。`
    : ''
  const calm = isAbusive ? '里面有些激烈的话，照样办理；时间、地点和经过更能帮到办理人员。' : ''
  return `${danger}已由${desk}收下，最迟 ${fullDayText(latestOn)} 答复。${calm}编号 ${groupNumber(number)}，查询码 ${groupCode(code)}，凭它们在 ${follow} 查进度、看答复、评价。查询码只给这一次，请转告来信人。`
}
