import { bases, register } from '#platform/register.ts'
import { adviceModels, adviceSwitches, letterCategories, letterDispatchings, matterCategories } from './tables.ts'

register(letterCategories, {
  title: '来信分类',
  purpose: '来信按内容归类，便于派单、检索和统计',
  basis: bases.none,
  retention: '长期',
  columns: {
    id: 'key',
    title: 'official',
    parentId: 'key',
    words: 'official',
    position: 'count',
    endedAt: 'instant',
  },
})
register(matterCategories, {
  title: '一封信归在哪一类',
  purpose: '派单、检索、统计',
  basis: bases.duty,
  retention: '与来信相同；没有文字',
  columns: { matterId: 'key', categoryId: 'key', by: 'code', at: 'instant' },
})
register(letterDispatchings, {
  title: '派单建议和派单员的决定',
  purpose: '算出建议与决定一致的比率，改进派单；不用来评价派单员',
  basis: bases.duty,
  retention: '与来信相同；没有文字',
  columns: {
    id: 'key',
    matterId: 'key',
    at: 'instant',
    byPersonId: 'key',
    modelId: 'key',
    advisedCategoryId: 'key',
    advisedUnitIds: 'key',
    sure: 'count',
    categoryId: 'key',
    unitId: 'key',
    dutyId: 'key',
  },
})
register(adviceModels, {
  title: '派单建议的各版',
  purpose: '从办结的来信里学出分类和单位的建议，在本机学，不送到外面',
  basis: bases.duty,
  retention:
    '权重留最近两版；只有带密钥的散列词和数字，至少三封来信都有的词才学，读不出哪一封信的文字；删除的来信在下一次学习后不再计入',
  columns: {
    id: 'key',
    version: 'count',
    learntAt: 'instant',
    categoryLetters: 'count',
    unitLetters: 'count',
    catalogueLines: 'count',
    seed: 'count',
    measured: 'count',
    wentThere: 'count',
    state: 'code',
    takenBy: 'key',
    takenAt: 'instant',
    content: 'hash',
  },
})
register(adviceSwitches, {
  title: '派单建议的开关',
  purpose: '谁在什么时候、为什么打开或关闭建议',
  basis: bases.none,
  retention: '长期',
  columns: { id: 'key', isOn: 'count', why: 'official', by: 'key', at: 'instant' },
})
