import { bases, register } from '#platform/register.ts'
import { petitions } from './petitions/tables.ts'
import { instructionReaders, instructionScans, referrals } from './referrals/tables.ts'
import { workEvents, workMilestones, workRatings, workSamples, works } from './works/tables.ts'

register(petitions, {
  title: '信访事项',
  purpose: '从哪里来、涉及哪些单位、是不是多人反映，以及它的复查、复核',
  basis: '信访工作条例 第20–23、35、36条',
  retention: '与办件相同；删除后只剩编号、来源、单位和日期',
  columns: {
    matterId: 'key',
    rootId: 'key',
    aboutId: 'key',
    takenBack: 'count',
    source: 'code',
    nationalNumber: 'code',
    receivedOn: 'instant',
    isCollective: 'count',
    people: 'count',
    delegates: 'count',
    delegatesCipher: 'personal:name',
    concernedUnitIds: 'key',
    organUnitId: 'key',
    wordsHash: 'hash',
    registeredBy: 'key',
  },
})
register(referrals, {
  title: '交办件',
  purpose: '谁交办的、从哪里来、交给哪些单位',
  basis: bases.duty,
  retention: '长期；不含群众的姓名、电话',
  columns: {
    matterId: 'key',
    source: 'code',
    feedbackFrom: 'code',
    paperNumber: 'official',
    instructedOn: 'instant',
    leaderPersonId: 'key',
    registeredBy: 'key',
    lawfulRuleId: 'code',
    originMatterId: 'key',
    jointUnitIds: 'key',
  },
})
register(instructionReaders, {
  title: '可以看批示原件的人',
  purpose: '批示是工作秘密，只有指定的人能打开',
  basis: bases.duty,
  retention: '与交办件相同',
  columns: { matterId: 'key', personId: 'key', addedBy: 'key', addedAt: 'instant' },
})
register(instructionScans, {
  title: '批示原件',
  purpose: '批示和来文的图片放在哪里',
  basis: bases.duty,
  retention: '与交办件相同',
  columns: { id: 'key', matterId: 'key' },
})
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
