import { PageHeader } from './navigation.tsx'
import { DataSamples } from './styleguide/data.tsx'
import { FormSamples } from './styleguide/forms.tsx'
import { MessageSamples } from './styleguide/messages.tsx'
import { HeroSample, WordsSamples } from './styleguide/words.tsx'

/** Every component with believable words: what a designer looks at and what the tests read. */
export function StyleguidePage() {
  return (
    <>
      <PageHeader title="样式总览" lead="平台所有页面都由这里的部件组成。左上方可切换长辈版、高对比和深色。" />
      <HeroSample />
      <WordsSamples />
      <FormSamples />
      <DataSamples />
      <MessageSamples />
    </>
  )
}
