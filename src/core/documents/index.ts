/** 文书：附件的收存与打开、全文检索、公开前的隐名。 */
import { routes } from '#platform/http/env.ts'
import type { Module } from '#platform/module.ts'
import { exportRoutes } from './exports/export-routes.tsx'
import { documentJobs } from './jobs.ts'
import { verifyRoutes } from './papers/verify-routes.tsx'
import './register.ts'

export { defineExport, type ExportSource, type Filters as ExportFilters } from './exports/sources.ts'
export { type Accepted, acceptUploads, chosenFiles, type UploadOptions } from './files/accept-uploads.ts'
export { attachFiles, eraseFiles, filesOf, showFiles } from './files/attach-files.ts'
export { keepFile, storeMadeFile } from './files/keep-made-file.ts'
export { keptUploads, refusedFiles, sizeText } from './files/kept-uploads.ts'
export { openFile } from './files/open-file.ts'
export { dropPendingFiles, expectNoPendingFiles, pendingFiles } from './files/pending-files.ts'
export { openFiles } from './files/storage.ts'
export { checkFiles } from './files/sweep-files.ts'
export { type FileRow, files } from './files/tables.ts'
export type { UploadLimits } from './files/upload-limits.ts'
export { openWatermarked } from './files/watermark.ts'
export { asWord, asXlsx, learnLabels, typeset } from './in-worker.ts'
export type { Measured } from './labelling/cross-validate.ts'
export { type Example, likelyLabels, wordsFor } from './labelling/label-texts.ts'
export type { LinearModel } from './labelling/linear-model.ts'
export { packModels, unpackModels } from './labelling/pack.ts'
export {
  contained,
  type Fingerprint,
  fingerprint,
  likeness,
  packed,
  unpacked,
  without,
} from './likeness/fingerprint.ts'
export { fingerprints, keywords } from './likeness/in-turns.ts'
export type { Keyword } from './likeness/keywords.ts'
export { type Emergency, type EmergencyKind, findEmergency } from './masking/find-emergency.ts'
export { type FoundWord, findAbuse, findSensitive } from './masking/find-words.ts'
export { findIdNumbers } from './masking/numbers.ts'
export { personalIn } from './masking/office-words.ts'
export { publicGround } from './masking/public-ground.ts'
export type { MaskContext, MaskKind, MaskSpan } from './masking/span.ts'
export { suggestMasks } from './masking/suggest-masks.ts'
export { papersInRecord } from './papers/enter-paper.ts'
export { type Issued, issuedPaper, issuePaper, type NewPaper } from './papers/issue-paper.ts'
export { orderMark, orderNumber } from './papers/order-number.ts'
export { recordCheck } from './papers/record-check.ts'
export { checkSearchIndex } from './search/check-search-index.ts'
export type { SearchFilters, SearchRequest } from './search/conditions.ts'
export { countWords } from './search/count-words.ts'
export type { FacetCount, Facets } from './search/facets.ts'
export type { Range, Snippet } from './search/highlight.ts'
export { indexDocument, removeDocument, type SearchDocument } from './search/index-document.ts'
export { type SearchItem, type SearchResult, searchDocuments } from './search/search-documents.ts'
export { type Suggestion, suggest } from './search/suggest.ts'
export { readTable } from './sheets/read-table.ts'
export { asCsv, type Cell, type SheetForm } from './sheets/sheet.ts'

export type { Block, BulletinForm, ListForm, ReadingForm } from './typeset/document.ts'
export { paperDate, paragraphs, say } from './typeset/printable.ts'

export const documentsModule: Module = {
  name: 'documents',
  title: '文书',
  routes: routes().route('/', verifyRoutes).route('/', exportRoutes),
  jobs: documentJobs,
}
