import type { RequestRow } from './requests.repository.js';

/** Number of the frozen document that a request is about, as it stands on the paper and in messages. */
export const paperNumber = (row: Pick<RequestRow, 'subjectNumber' | 'subjectVersion'>): string =>
  `${row.subjectNumber}-V${String(row.subjectVersion)}`;
