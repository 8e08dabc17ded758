/** 文书：附件的收存与打开、全文检索、公开前的隐名。 */
import type { Module } from '#platform/module.ts'
import { documentJobs } from './jobs.ts'

export { type Accepted, acceptUploads, chosenFiles, type UploadOptions } from './files/accept-uploads.ts'
export { attachFiles, eraseFiles, filesOf } from './files/attach-files.ts'
export { openFile } from './files/open-file.ts'
export { dropPendingFiles, pendingFiles } from './files/pending-files.ts'
export { openFiles } from './files/storage.ts'
export { checkFiles } from './files/sweep-files.ts'
export { type FileRow, files } from './files/tables.ts'
export type { UploadLimits } from './files/upload-limits.ts'
export { type Emergency, type EmergencyKind, findEmergency } from './masking/find-emergency.ts'
export { type FoundWord, findAbuse, findSensitive } from './masking/find-words.ts'
export { findIdNumbers } from './masking/numbers.ts'
export type { MaskContext, MaskKind, MaskSpan } from './masking/span.ts'
export { suggestMasks } from './masking/suggest-masks.ts'
export { checkSearchIndex } from './search/check-search-index.ts'
export { countWords } from './search/count-words.ts'
export type { FacetCount, Facets } from './search/facets.ts'
export type { Range, Snippet } from './search/highlight.ts'
export { indexDocument, removeDocument, type SearchDocument } from './search/index-document.ts'
export {
  type SearchFilters,
  type SearchItem,
  type SearchRequest,
  type SearchResult,
  searchDocuments,
} from './search/search-documents.ts'
export { type Suggestion, suggest } from './search/suggest.ts'

export const documentsModule: Module = { name: 'documents', title: '文书', jobs: documentJobs }
