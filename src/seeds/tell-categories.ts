import { and, eq, isNotNull, ne } from 'drizzle-orm'
import { matters } from '#core/matters/index.ts'
import { findCategory, setCategory } from '#measures/dialogue/index.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { castOf } from './cast.ts'

/** What the dispatcher put a letter under when it went to this unit. */
const categoryAt: Record<string, string> = {
  chengguan: '城市管理',
  zhujian: '住房',
  wuye: '物业服务',
  gongjijin: '住房',
  ziran: '自然资源',
  huanjing: '生态环境',
  jiaotong: '交通',
  jiaojing: '交通',
  gongan: '公安',
  jiaoti: '教育',
  renshe: '人社',
  laodong: '人社',
  shebao: '人社',
  yibao: '医保',
  weijian: '卫生健康',
  minzheng: '民政',
  shichang: '市场监管',
  nongye: '农业农村',
  shuili: '水利',
  jingxin: '商务旅游',
  shangwu: '商务旅游',
  wenlv: '商务旅游',
}

/** 归类: each letter that was dispatched, at the time of its dispatch. A 举报 has none. */
export async function tellCategories(house: House, tx: Transaction): Promise<void> {
  const cast = await castOf(house)
  const letters = await tx
    .select({ id: matters.id, unitId: matters.holderUnitId, at: matters.dispatchedAt })
    .from(matters)
    .where(and(eq(matters.kind, 'letter'), ne(matters.class, 'report'), isNotNull(matters.dispatchedAt)))
  for (const { id, unitId, at } of letters) {
    const category = await findCategory(tx, categoryAt[cast.keyOf(unitId)] ?? '')
    if (category && at) await setCategory(tx, id, category, 'person', at)
  }
}
