import { bases, register } from '#platform/register.ts'
import { articleDays, articles, articleVersions } from './tables.ts'

const words = {
  title: 'official',
  words: 'official',
  body: 'official',
  basis: 'official',
  category: 'official',
} as const

register(articles, {
  title: '知识库',
  purpose: '大家常问的事，写一次答案，公开给所有人查',
  basis: bases.none,
  retention: '长期',
  columns: {
    id: 'key',
    no: 'code',
    unitId: 'key',
    state: 'code',
    version: 'count',
    ...words,
    reviewBy: 'instant',
    publishedAt: 'instant',
    retiredAt: 'instant',
    retiredGround: 'official',
    createdAt: 'instant',
  },
})
register(articleVersions, {
  title: '知识的每一版',
  purpose: '谁写、谁审、改了什么',
  basis: bases.none,
  retention: '长期',
  columns: {
    id: 'key',
    articleId: 'key',
    version: 'count',
    state: 'code',
    ...words,
    ground: 'official',
    letterNumber: 'code',
    proposedBy: 'key',
    proposedAt: 'instant',
    decidedBy: 'key',
    decidedAt: 'instant',
    refusal: 'official',
  },
})
register(articleDays, {
  title: '知识用了多少次',
  purpose: '看哪些答案有用，只记次数',
  basis: bases.none,
  retention: '长期',
  columns: { articleId: 'key', on: 'instant', used: 'count', helped: 'count', notHelped: 'count' },
})
