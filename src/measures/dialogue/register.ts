import { bases, register } from '#platform/register.ts'
import './knowledge/register.ts'
import { doorMessages, messageImports, messageSources } from './doors/tables.ts'
import { copiedAnswers, letterFingerprints, letterUnlikes } from './letters/likeness/tables.ts'
import {
  importedLetters,
  letterPublications,
  publicationVersions,
  replyTemplates,
  urgentWithdrawals,
} from './letters/tables.ts'
import { letterTopics, sameConcerns, topicAnswers, topicLetters } from './letters/topics/tables.ts'
import { open311Requests } from './open311/tables.ts'
import { leaderReports } from './reports/tables.ts'
import { revisits } from './revisits/tables.ts'

const published = {
  purpose: '公开同类问题的答复；姓名、电话、门牌等已经隐去，没有同意的不公开',
  basis: '政府信息公开条例 第15条、个人信息保护法 第25条',
  retention: '公开期间；撤下时立即删除文字，只留时间和理由',
}

register(letterPublications, {
  title: '公开的来信',
  ...published,
  columns: {
    id: 'key',
    matterId: 'key',
    number: 'code',
    status: 'code',
    version: 'count',
    title: 'text',
    body: 'text',
    reply: 'text',
    isRewritten: 'count',
    class: 'code',
    topicId: 'key',
    divisionCode: 'code',
    divisionName: 'official',
    unitId: 'key',
    unitName: 'official',
    askedWeek: 'instant',
    answeredOn: 'instant',
    solved: 'count',
    preparedBy: 'key',
    publishedBy: 'key',
    publishedAt: 'instant',
    withdrawnAt: 'instant',
    withdrawalGround: 'official',
  },
})
register(publicationVersions, {
  title: '公开内容的各次更正',
  ...published,
  columns: {
    id: 'key',
    publicationId: 'key',
    version: 'count',
    act: 'code',
    ground: 'official',
    title: 'text',
    body: 'text',
    reply: 'text',
    at: 'instant',
    by: 'key',
  },
})
register(urgentWithdrawals, {
  title: '紧急撤稿',
  purpose: '疑似泄露隐私的公开内容先撤下、再复核',
  basis: '个人信息保护法 第57条',
  retention: '长期；复核以前存着加密的公开文字，复核时删除，以后只有散列和理由',
  columns: {
    id: 'key',
    publicationId: 'key',
    matterId: 'key',
    wordsCipher: 'text',
    contentHash: 'hash',
    salt: 'hash',
    ground: 'official',
    takenDownAt: 'instant',
    takenDownBy: 'key',
    confirmBy: 'instant',
    remindedAt: 'instant',
    escalatedAt: 'instant',
    confirmedAt: 'instant',
    confirmedBy: 'key',
    refusedAt: 'instant',
    refusedBy: 'key',
    refusalGround: 'official',
  },
})
register(replyTemplates, {
  title: '答复模板',
  purpose: '单位常用的说法',
  basis: bases.none,
  retention: '使用期间',
  columns: {
    id: 'key',
    unitId: 'key',
    title: 'official',
    body: 'official',
    class: 'code',
    isActive: 'count',
    updatedAt: 'instant',
    updatedBy: 'key',
  },
})
register(importedLetters, {
  title: '导入的公开来信',
  purpose: '同一封公开来信只导入一次',
  basis: bases.none,
  retention: '长期',
  columns: { sourceKey: 'hash', matterId: 'key' },
})
register(leaderReports, {
  title: '领导报告',
  purpose: '日报、周报、月报、专报里的数字',
  basis: bases.none,
  retention: '长期',
  columns: {
    id: 'key',
    period: 'code',
    topic: 'code',
    from: 'instant',
    to: 'instant',
    year: 'count',
    issue: 'count',
    figures: 'count',
    madeAt: 'instant',
    madeBy: 'key',
    pdfFileId: 'key',
    docxFileId: 'key',
  },
})

register(revisits, {
  title: '来信回访',
  purpose: '由承办单位以外的人问一问解决了没有',
  basis: bases.duty,
  retention: '与来信相同',
  columns: {
    drawId: 'key',
    matterId: 'key',
    personId: 'key',
    at: 'instant',
    reached: 'code',
    solved: 'count',
    result: 'count',
    service: 'count',
    reason: 'code',
  },
})

register(open311Requests, {
  title: '通过 Open311 提交的来信',
  purpose: '让提交的应用能跟踪自己提交的；公开时只给出精确到 500 米的位置',
  basis: bases.duty,
  retention: '与来信相同；来信删除时，位置和网址一起删除',
  columns: {
    matterId: 'key',
    keyId: 'key',
    filedAt: 'instant',
    latitude: 'code',
    longitude: 'code',
    mediaUrl: 'text',
  },
})

register(messageSources, {
  title: '留言来源',
  purpose: '哪个留言板、哪个新媒体账号的留言收进来办理',
  basis: bases.none,
  retention: '长期',
  columns: {
    id: 'key',
    slug: 'code',
    name: 'official',
    door: 'code',
    secretVersion: 'count',
    createdAt: 'instant',
    createdBy: 'key',
  },
})
register(messageImports, {
  title: '留言导入',
  purpose: '把留言板、新媒体的留言收进来办理',
  basis: bases.duty,
  retention: '导入完成时删除内容，以后只留件数和没有收的行号、原因',
  columns: {
    id: 'key',
    sourceId: 'key',
    at: 'instant',
    by: 'key',
    total: 'count',
    taken: 'count',
    already: 'count',
    refused: 'official',
    rowsCipher: 'text',
    doneAt: 'instant',
  },
})
register(doorMessages, {
  title: '留言的原处',
  purpose: '在写的地方答复写的人；同一条留言只收一次',
  basis: bases.duty,
  retention: '与来信相同；来信删除时，原编号和网址一起删除，只留散列',
  columns: {
    matterId: 'key',
    sourceId: 'key',
    messageHash: 'hash',
    messageId: 'text',
    url: 'text',
    postedAt: 'instant',
    takenAt: 'instant',
    postedBackAt: 'instant',
    postedBackBy: 'key',
  },
})
register(letterFingerprints, {
  title: '来信和答复的相似比对',
  purpose: '找出重复的诉求和照抄的答复；是加了密钥的散列，看不出一个字',
  basis: bases.duty,
  retention: '与它比对的文字一同删除',
  columns: {
    textId: 'key',
    matterId: 'key',
    scope: 'code',
    unitId: 'key',
    bands: 'hash',
    shingles: 'hash',
  },
})
register(letterUnlikes, {
  title: '看过不是同一件的来信',
  purpose: '同样的提示不再出现',
  basis: bases.none,
  retention: '长期',
  columns: { oneId: 'key', otherId: 'key', by: 'key', at: 'instant' },
})
register(copiedAnswers, {
  title: '雷同的答复',
  purpose: '督查答复是不是照抄',
  basis: bases.none,
  retention: '长期',
  columns: { matterId: 'key', unitId: 'key', fromMatterId: 'key', share: 'count', at: 'instant' },
})
register(letterTopics, {
  title: '热点话题',
  purpose: '把公开来信里同一类事合在一起；只有词典里的词，没有姓名和地名',
  basis: '政府信息公开条例 第15条',
  retention: '还有公开来信期间',
  columns: {
    id: 'key',
    words: 'official',
    terms: 'official',
    weights: 'count',
    letters: 'count',
    lastWeek: 'instant',
    heat: 'count',
    title: 'official',
    isHidden: 'count',
    unitId: 'key',
    unitName: 'official',
    namedBy: 'key',
    namedAt: 'instant',
    foundAt: 'instant',
  },
})
register(topicLetters, {
  title: '话题里的公开来信',
  purpose: '看得到一个话题有哪些来信',
  basis: '政府信息公开条例 第15条',
  retention: '来信公开期间',
  columns: { publicationId: 'key', topicId: 'key' },
})
register(topicAnswers, {
  title: '热点话题的统一答复',
  purpose: '公开答复，更正留痕',
  basis: '政府信息公开条例 第15条',
  retention: '长期',
  columns: {
    id: 'key',
    topicId: 'key',
    version: 'count',
    unitId: 'key',
    unitName: 'official',
    body: 'official',
    ground: 'official',
    draftedBy: 'key',
    draftedAt: 'instant',
    publishedBy: 'key',
    publishedAt: 'instant',
  },
})
register(sameConcerns, {
  title: '“我也有这个问题”',
  purpose: '知道一件事有多少人关心；每天一个数，不记是谁',
  basis: bases.none,
  retention: '长期',
  columns: { subjectType: 'code', subjectId: 'key', day: 'instant', count: 'count' },
})
