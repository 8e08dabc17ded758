export { Button, ButtonRow, type ButtonSize, type ButtonVariant, LinkButton } from './buttons.tsx'
export {
  CheckboxField,
  CheckboxGroup,
  type Option,
  type OptionGroup,
  RadioGroup,
  SelectField,
} from './choice-fields.tsx'
export { type Suggestion, SuggestionList } from './chrome.tsx'
export {
  Card,
  CardGrid,
  Columns,
  Dialog,
  DialogBox,
  Disclosure,
  ListedItem,
  PlainText,
  Prose,
  Section,
} from './containers.tsx'
export {
  BulkBar,
  type Column,
  DataTable,
  type Description,
  DescriptionList,
  KeyPager,
  type Selectable,
} from './data-table.tsx'
export { DeskLayout } from './desk-layout.tsx'
export { type Display, displayClass, plainDisplay } from './display.ts'
export { AboutPage } from './document.tsx'
export { ErrorSummary } from './error-summary.tsx'
export type { FieldProps } from './field.tsx'
export { Chart, type ChartTable, CopyCode, NumberText, QrImage, StatFigure, StatRow } from './figures.tsx'
export { FileField, type KeptUpload } from './file-field.tsx'
export { Fieldset, FilterBar, type FilterSelect, Form, HiddenField } from './form.tsx'
export { errorList, type FieldError, type FieldErrors } from './form-values.ts'
export type { Frame, NavGroup, NavItem, SiteFooter } from './frame.ts'
export { Icon, type IconName } from './icon.tsx'
export {
  Breadcrumbs,
  Hero,
  PageHeader,
  type Progress,
  type Step,
  Steps,
  Tabs,
  Timeline,
  type TimelineItem,
} from './navigation.tsx'
export { escaped } from './precompiled/template.ts'
export { PrintLayout } from './print-layout.tsx'
export { SiteLayout } from './site-layout.tsx'
export { Alert, Badge, EmptyState, Light, type LightColour, ProgressBar, StateBadge } from './states.tsx'
export { StyleguidePage } from './styleguide.tsx'
export { DateText, DateTimeText, type DiffPart, DiffText, Highlight } from './text.tsx'
export { DateField, PasswordField, TextArea, TextField } from './text-fields.tsx'
export type { Tone } from './tone.ts'
export {
  formatCount,
  formatDate,
  formatDateLong,
  formatDateTime,
  formatDateTimeLong,
  formatShare,
  groupDigits,
} from './written.ts'
