import type { FileView } from '@pledge/contracts';
import { toIso } from '@pledge/time';
import type { StoredFile } from './files.entity.js';

/** What an API description shows of a file. */
export const exampleFile: FileView = {
  id: '0197a0c2-ab1e-7c3a-9d1f-3f6a1c2b4d5e',
  name: '机房照片.jpg',
  mediaType: 'image/jpeg',
  size: 2_481_233,
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  caseNumber: 'GD-2026-0001',
  uploadedBy: 'engineer',
  uploadedAt: '2026-03-02T10:00:00.000+08:00',
};

/** A file as it is shown, its time in the zone of the installation. */
export function fileView(file: StoredFile, zone: string): FileView {
  const { id, name, mediaType, size, sha256, caseNumber, uploadedBy, uploadedAt } = file;
  return { id, name, mediaType, size, sha256, caseNumber, uploadedBy, uploadedAt: toIso(uploadedAt, zone) };
}
