import { DescriptionList, PageHeader, Section } from '#ui/index.ts'
import type { Copied } from './copy.ts'

/** The same copy to read and print. */
export function CopyPage({ title, copied, madeAt }: { title: string; copied: Copied; madeAt: string }) {
  return (
    <>
      <PageHeader title={title} lead={`${madeAt} 生成。里面有您的姓名、电话和信的内容，请自己收好。`} />
      <Parts copied={copied} />
    </>
  )
}

function Parts({ copied }: { copied: Copied }) {
  const plain = Object.entries(copied).filter(([, value]) => value === null || typeof value !== 'object')
  const nested = Object.entries(copied).filter(([, value]) => value !== null && typeof value === 'object')
  return (
    <>
      {plain.length > 0 && <DescriptionList items={plain.map(([label, value]) => ({ label, value: shown(value) }))} />}
      {nested.map(([label, value]) => (
        <Section key={label} title={label}>
          {Array.isArray(value) ? <Many parts={value} /> : <Parts copied={value as Copied} />}
        </Section>
      ))}
    </>
  )
}

const Many = ({ parts }: { parts: Copied[] }) =>
  parts.length === 0 ? <p>没有。</p> : parts.map((part, index) => <Parts key={index} copied={part} />)

const shown = (value: Copied[string]): string =>
  value === null || value === '' ? '没有' : value === true ? '是' : value === false ? '否' : String(value)
