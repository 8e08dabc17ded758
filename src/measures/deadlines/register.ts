import { bases, register } from '#platform/register.ts'
import { workEvents, workMilestones, workRatings, workSamples, works } from './works/tables.ts'

const ledger = {
  purpose: '抓落实台账：谁办、哪天之前办成什么、办到哪一步；没有群众的姓名和电话',
  basis: bases.none,
  retention: '长期',
}

register(works, {
  title: '抓落实任务',
  ...ledger,
  columns: {
    id: 'key',
    number: 'code',
    year: 'count',
    source: 'code',
    title: 'official',
    goal: 'official',
    basis: 'official',
    leadUnitId: 'key',
    jointUnitIds: 'key',
    userUnitIds: 'key',
    giverUnitId: 'key',
    givenBy: 'key',
    givenAt: 'instant',
    startsOn: 'instant',
    nextDueOn: 'instant',
    blockedSince: 'instant',
    provedAt: 'instant',
    confirmedAt: 'instant',
    signedOffAt: 'instant',
    audience: 'code',
  },
})
register(workMilestones, {
  title: '任务节点',
  ...ledger,
  columns: {
    id: 'key',
    workId: 'key',
    position: 'count',
    title: 'official',
    firstDueOn: 'instant',
    dueOn: 'instant',
    provedAt: 'instant',
    soonToldOn: 'instant',
    lateToldOn: 'instant',
  },
})
register(workEvents, {
  title: '任务办理经过',
  ...ledger,
  columns: {
    id: 'key',
    workId: 'key',
    type: 'code',
    milestoneId: 'key',
    unitId: 'key',
    personId: 'key',
    words: 'official',
    data: 'code',
    at: 'instant',
    publishedAt: 'instant',
    publishedBy: 'key',
  },
})
register(workRatings, {
  title: '群众对民生实事的评价',
  purpose: '知道一件实事群众用上了没有；只有散列，查不到是谁评的',
  basis: bases.consent,
  retention: '长期；不含个人信息',
  columns: { workId: 'key', raterHash: 'hash', usersSay: 'code', at: 'instant' },
})
register(workSamples, {
  title: '督查抽样',
  purpose: '走访哪些任务由抽样决定，谁都可以重算',
  basis: bases.none,
  retention: '长期',
  columns: {
    id: 'key',
    title: 'official',
    unitId: 'key',
    year: 'count',
    source: 'code',
    among: 'code',
    size: 'count',
    seed: 'code',
    notedAt: 'instant',
    notedBy: 'key',
    drawnAt: 'instant',
    candidateIds: 'key',
    chosenIds: 'key',
  },
})
