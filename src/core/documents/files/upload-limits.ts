/** 本市自定: at most so many files with one form, each at most so many bytes. */
export type UploadLimits = { files: number; bytesEach: number }

export const uploadLimits: UploadLimits = { files: 9, bytesEach: 20 * 1024 * 1024 }
