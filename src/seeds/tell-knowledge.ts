import { staffActor } from '#core/people/index.ts'
import { proposeArticle, publishProposal } from '#measures/dialogue/index.ts'
import type { House } from '#platform/house.ts'

const told = [
  {
    title: '公租房怎么申请？',
    words: '廉租房 保障房 住房保障 租房补贴',
    body: '先看条件：在本市城区居住，家庭人均住房面积和收入低于当年公布的标准。\n再办手续：带全家的身份证、户口簿、收入证明，到居住地的社区填申请表；社区初审后交街道、区住建部门审核。\n结果由区住建部门书面告知；进入轮候的，按顺序分配。',
    basis: '公共租赁住房管理办法（住房和城乡建设部令第11号）第七条至第十条',
    category: '住房保障',
    ground: '来信里常常问到',
  },
  {
    title: '路灯不亮、井盖松动，该找谁？',
    words: '路灯 井盖 市政设施 坏了',
    body: '市政道路上的路灯和井盖，打 12345 或者在这里写信，写清楚哪条路、靠近哪里，最好附一张照片。\n小区里面的由物业维修；没有物业的，找社区。\n井盖缺失有危险的，请先远离，马上打 12345。',
    basis: '城市道路照明设施管理规定 第十五条；城市道路管理条例 第二十三条',
    category: '城市管理',
    ground: '来信里常常问到',
  },
  {
    title: '住宅专项维修资金怎么用？',
    words: '维修基金 大修基金 物业维修',
    body: '电梯、外墙、屋顶、消防设施坏了，过了保修期，可以用。\n由业主委员会或者物业提出方案，经参与表决的业主依法同意后，到住建部门办理列支。\n电梯故障、外墙脱落、屋顶漏水等紧急情况，可以先应急使用，再公示。',
    basis: '中华人民共和国民法典 第二百七十八条、第二百八十一条',
    category: '物业管理',
    ground: '来信里常常问到',
  },
]

/** 知识库: what the housing bureau is asked again and again, written by one and read by another. */
export async function tellKnowledge(house: House): Promise<void> {
  const writer = await staffActor(house, 'chengban')
  const head = await staffActor(house, 'fuzeren')
  const unitId = writer.roles[0]?.unitId ?? ''
  for (const article of told)
    await house.db.transaction(async (tx) => {
      const keeping = { ...house, db: tx }
      const no = await proposeArticle(keeping, writer, unitId, article, null)
      await publishProposal(keeping, head, no)
    })
}
