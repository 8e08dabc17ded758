/**
 * Words that a person looks at once more before anything is published; edited here by 信息发布员. Short on purpose: a list that cries
 * at every text is read by nobody.
 */
export const sensitiveWords = {
  涉密标识: ['绝密', '机密', '内部资料', '内部文件', '注意保存', '不得外传'],
  健康隐私: ['艾滋病', '精神分裂', '抑郁症', '流产', '性病'],
  未成年人: ['未成年人犯罪', '被性侵', '猥亵', '校园霸凌'],
  违法内容: ['法轮功', '台独', '藏独', '疆独', '赌博网站', '代开发票', '枪支', '毒品', '办假证'],
  不当称谓: ['残废人', '弱智', '刁民', '农民工子弟', '无理取闹', '缠访闹访'],
} as const

export const abusiveWords = [
  '傻逼',
  '煞笔',
  '操你',
  '草泥马',
  '他妈的',
  '你妈的',
  '王八蛋',
  '混账东西',
  '狗日的',
  '狗官',
  '畜生',
  '不得好死',
  '去死',
  '滚蛋',
  '人渣',
  '脑残',
  '贱人',
  '龟儿子',
  '杂种',
  '死全家',
]
