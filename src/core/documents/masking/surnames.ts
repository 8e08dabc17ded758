/** The three hundred commonest single surnames of 公安部《全国姓名报告》 and the compound ones still met. */
export const surnames = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文樊兰殷施洪翟安颜倪牛温芦季俞章鲁葛伍申尤毕聂柴焦柳邢岳齐沿梅庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强丛华车冉房边辜敖宗邝冀尚沙蒲娄卓丘戚滕佟鞠仲邬仇褚储郁桑晏明占匡全符植岑苟郎占郜荆邸巩练卞晋党缪米褥郗谌习古'.split(
    '',
  ),
)

export const compoundSurnames = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 夏侯 端木 闻人 长孙 宇文 南宫'.split(' '),
)

/** Surnames that are as often a word (向老师反映, 和老师, 于主任): alone before a title they prove nothing. */
export const doubtful = new Set('位向和于时成从任全都位单包司强解占明党查关路车房管植'.split(''))
