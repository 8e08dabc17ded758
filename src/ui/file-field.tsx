import { describedBy, FieldErrorText, FieldHint, type FieldProps, idOf, isInvalid, OptionalMark } from './field.tsx'
import { Icon } from './icon.tsx'

/** A file that a refused form left with us for 24 hours. */
export type KeptUpload = { id: string; name: string; size?: string }

/**
 * Files. Each kept upload posts `<name>Kept=<id>`; ticking 不要了 posts `<name>Removed=<id>` as well.
 * `capture` lets a phone open its camera at once. Dragging, pasting and previews come with the island.
 */
export function FileField({
  multiple,
  accept,
  capture,
  kept = [],
  maxFiles,
  maxMegabytes,
  chooseLabel,
  ...field
}: FieldProps & {
  multiple?: boolean
  accept?: string
  capture?: 'environment' | 'user'
  kept?: KeptUpload[]
  maxFiles?: number
  maxMegabytes?: number
  /** Words of the button; 选择 and the label when absent. */
  chooseLabel?: string
}) {
  return (
    <div class={field.error ? 'field field-refused' : 'field'}>
      <label class="field-label" for={idOf(field)}>
        {field.label}
        <OptionalMark {...field} />
      </label>
      <FieldHint id={idOf(field)} hint={field.hint} />
      <FieldErrorText id={idOf(field)} error={field.error} />
      {kept.length > 0 && (
        <ul class="kept-uploads" aria-label="已保留的文件">
          {kept.map((upload) => (
            <li key={upload.id}>
              <Icon name="file" size="small" />
              <span class="kept-name">
                {upload.name}
                {upload.size && <small>{upload.size}</small>}
              </span>
              <input type="hidden" name={`${field.name}Kept`} value={upload.id} />
              <span class="choice">
                <input
                  class="form-check-input"
                  type="checkbox"
                  id={`${idOf(field)}-remove-${upload.id}`}
                  name={`${field.name}Removed`}
                  value={upload.id}
                />
                <label class="choice-label" for={`${idOf(field)}-remove-${upload.id}`}>
                  不要了<span class="visually-hidden">：{upload.name}</span>
                </label>
              </span>
            </li>
          ))}
        </ul>
      )}
      <upload-field class="upload-field" data-max-files={maxFiles} data-max-megabytes={maxMegabytes}>
        <div class="upload-drop">
          <Icon name="upload" />
          <span class="upload-words">选择文件</span>
          <input
            class="form-control"
            type="file"
            id={idOf(field)}
            name={field.name}
            multiple={multiple}
            accept={accept}
            capture={capture}
            aria-describedby={describedBy(idOf(field), field)}
            aria-invalid={isInvalid(field.error)}
          />
          <label class="btn btn-secondary upload-choose" for={idOf(field)}>
            {chooseLabel ?? `选择${field.label}`}
          </label>
        </div>
        <ul class="upload-list" aria-live="polite" aria-label="已选的文件" />
      </upload-field>
    </div>
  )
}
