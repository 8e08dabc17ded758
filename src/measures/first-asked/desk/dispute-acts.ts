import { disputeActs } from '#core/casework/index.ts'

/** By the unit that settles for both; what it decides waits to be written into the catalogue of duties. */
export const [disputeAct, settleAct] = disputeActs({
  dispute: {
    title: '报请裁定由谁办',
    unit: '退回本件的单位的 id（choices.declined 里的 value）',
    unitHint: '只列出已经退回、没有接的单位',
    textHint: '三定规定、权责清单里怎么写的；裁定之前请继续办理',
  },
  settle: {
    title: '裁定由谁办',
    unitHint: '可以是现在的承办单位、对方单位，或者第三个单位；裁定后不能再退',
    textHint: '三定规定、权责清单的哪一条；裁定后请写进职责目录，下次同样的事不再争',
  },
})
