import { bases, register } from '#platform/register.ts'
import { retention } from '#platform/retention.ts'
import { exports } from './exports/tables.ts'
import { files } from './files/tables.ts'
import { paperNumbers, papers } from './papers/tables.ts'
import { searchRows, searchUncounted, searchWords } from './search/tables.ts'

register(files, {
  title: '附件和文书文件',
  purpose: '办理时查看您上传的照片、材料，保存发给您的文书',
  basis: bases.duty,
  retention: `没有提交的 24 小时*；随来信保存，办结满 ${retention.endedMatters.years} 年*或者您要求删除时删除`,
  columns: {
    id: 'key',
    matterId: 'key',
    ownerHash: 'hash',
    uploader: 'code',
    originalName: 'text',
    mediaType: 'code',
    extension: 'code',
    bytes: 'count',
    sha256: 'hash',
    storageKey: 'key',
    thumbnailKey: 'key',
    state: 'code',
    pendingUntil: 'instant',
    visibility: 'code',
    createdAt: 'instant',
  },
})
register(papers, {
  title: '文书登记',
  purpose: '核对一份文书是不是真的；没有姓名，没有内容',
  basis: '档案法 第13条',
  retention: '长期',
  columns: {
    id: 'key',
    matterId: 'key',
    key: 'code',
    title: 'official',
    unitId: 'key',
    unitName: 'official',
    number: 'official',
    checkCode: 'code',
    datedOn: 'instant',
    numberedAt: 'instant',
    fileId: 'key',
    sha256: 'hash',
    pages: 'count',
    issuedAt: 'instant',
  },
})
register(paperNumbers, {
  title: '发文字号',
  purpose: '文书编号连续、不重复',
  basis: bases.none,
  retention: '长期',
  columns: { unitId: 'key', class: 'code', year: 'count', last: 'count' },
})
register(exports, {
  title: '工作人员导出的列表',
  purpose: '导出时间较长时先记下要求，做好再取',
  basis: bases.duty,
  retention: '24 小时*',
  columns: {
    id: 'key',
    personId: 'key',
    source: 'code',
    filters: 'code',
    state: 'code',
    done: 'count',
    total: 'count',
    fileId: 'key',
    requestedAt: 'instant',
    readyAt: 'instant',
  },
})
register(searchRows, {
  title: '检索内容',
  purpose: '检索已经公开、隐去个人信息的内容',
  basis: '政府信息公开条例 第15条、第19条',
  retention: '公开期间；撤下时立即删除',
  columns: {
    id: 'key',
    subjectType: 'code',
    subjectId: 'key',
    title: 'text',
    body: 'text',
    unitId: 'key',
    class: 'code',
    category: 'code',
    divisionCode: 'code',
    publishedOn: 'instant',
    answeredOn: 'instant',
    path: 'code',
    audience: 'code',
    tsv: 'text',
  },
})
register(searchWords, {
  title: '检索用的词',
  purpose: '输入时提示常用的词',
  basis: bases.none,
  retention: '长期',
  columns: { word: 'official', pinyin: 'official', initials: 'official', titles: 'count' },
})
register(searchUncounted, {
  title: '待统计的检索内容',
  purpose: '统计常用的词',
  basis: bases.none,
  retention: '一分钟左右',
  columns: { id: 'key' },
})
