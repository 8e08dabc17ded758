/**
 * 派单：一封信说的是什么、该由谁办。分类是本市的清单；建议由本机从办结的来信里学出来，不经过外面的服务，由派单员决定（国办函〔2025〕66号 第五条：派单目录）。
 *
 * Words: 分类 (category), 建议 (advice), 一版 (version of the model).
 */
import './register.ts'

export { categoriesOf, categoryOptions, findCategory, seedCategories } from './categories/categories.ts'
export { setCategory } from './categories/set-category.ts'
export { topicOfLetter } from './categories/topic-of-letter.ts'
