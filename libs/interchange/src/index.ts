export { importModel, type ImportedModel, type ImportOptions, type ImportResult } from './import-model.js';
export type { ImportLine } from './report.js';
export type { Vendor } from './vendors.js';
export type { KnownHere } from './work.js';
