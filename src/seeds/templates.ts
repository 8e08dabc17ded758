import { addReplyTemplate } from '#measures/dialogue/index.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Cast } from './cast.ts'

/** Words that a unit uses often, to be made to fit the question. */
const templates: { unit: string; title: string; body: string }[] = [
  {
    unit: 'zhujian',
    title: '物业纠纷：已约谈',
    body: '您好，来信收悉。经向小区物业服务企业和业主委员会核实，您反映的情况（　　）。我局已约谈该企业，要求其在（　　）日前（　　）。逾期不改的，将依据《物业管理条例》处理并记入信用档案。如有疑问，请拨打0812-3332266。',
  },
  {
    unit: 'zhujian',
    title: '维修资金：申请办法',
    body: '您好，来信收悉。维修资金由业主或业主委员会提出申请，经专有部分面积占比三分之二以上且人数占比三分之二以上的业主参与表决、参与表决面积和人数均过半同意后列支。所需材料：（　　）。受理地点：市政务服务中心住建窗口。咨询电话0812-3332288。',
  },
  {
    unit: 'renshe',
    title: '社保转移：怎么办',
    body: '您好，来信收悉。跨省转移养老保险不需要两地跑，在“掌上12333”提出申请即可，两地经办机构自行办理，一般15个工作日内办结。您的情况是（　　）。咨询电话0812-3331233。',
  },
  {
    unit: 'chengguan',
    title: '占道经营：已处理',
    body: '您好，来信收悉。我局已派员到（　　）查看，情况属实，当场劝离（　　）处，并安排每日（　　）点巡查。今后遇到类似情况，请拨打12345或0812-3356110，我们一小时内到场。',
  },
  {
    unit: 'xinxiang',
    title: '应走其他渠道',
    body: '您好，来信收悉。您反映的事项已经（　　）受理，依法应通过（　　）解决，市长信箱不再重复受理。您可以（　　）。对此有疑问，请拨打12345，我们会说明理由并告诉您怎么办理。',
  },
]

/** Each in the name of the person who would write it: the unit's handler, at the mailbox office the dispatcher. */
export async function keepTemplates(house: Pick<House, 'clock'> & { db: Db }, cast: Cast): Promise<void> {
  for (const { unit, title, body } of templates) {
    const writer = await (unit === 'xinxiang' ? cast.staff('paidan') : cast.handler(unit))
    await addReplyTemplate(house, writer, { unitId: cast.unitId(unit), title, body, isActive: true })
  }
}
