/** Words of greeting and of asking, which stand in letters about anything: two letters are not alike by them. */
export const formulas: ReadonlySet<string> = new Set(
  (
    '您好 你好 请问 谢谢 感谢 领导 市长 书记 尊敬 希望 我们 你们 他们 现在 可以 没有 但是 因为 所以 这个 那个 什么 怎么 如果 就是 还是 已经 进行 问题 有关 部门 政府 相关 反映 网友 ' +
    '留言 一个 自己 不能 以及 或者 而且 由于'
  ).split(' '),
)
