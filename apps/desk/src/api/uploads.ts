import { UPLOAD_PART_BYTES, type FileView, type UploadState } from '@pledge/contracts';
import { api, ApiProblem } from '@pledge/web';

/** Tries of one part in a row without an answer before the person is told, and the longest pause between two, ms. */
const TRIES = 8;
const LONGEST_PAUSE_MS = 15_000;

/** Told after every part: 0 to 1 of all bytes. */
export type Progress = (share: number) => void;

/**
 * Sends files one after the other; what is larger than a part goes in parts that survive a lost line and a closed page:
 * the same file chosen again goes on where it stood. Ids of the files. @throws ApiProblem of the server, or OFFLINE
 */
export async function uploadFiles(
  files: readonly File[],
  caseNumber: string,
  onProgress: Progress = () => undefined,
): Promise<string[]> {
  const all = files.reduce((sum, file) => sum + file.size, 0);
  const ids: string[] = [];
  let before = 0;
  for (const file of files) {
    const start = before;
    const told = (bytes: number): void => onProgress(all === 0 ? 1 : (start + bytes) / all);
    ids.push(file.size <= UPLOAD_PART_BYTES ? await whole(file, caseNumber) : await inParts(file, caseNumber, told));
    before += file.size;
    onProgress(all === 0 ? 1 : before / all);
  }
  return ids;
}

async function whole(file: File, caseNumber: string): Promise<string> {
  const form = new FormData();
  // fields before the file: the server reads the stream in order
  form.append('caseNumber', caseNumber);
  form.append('file', file, file.name);
  return (await api.post<FileView>('/files', form)).id;
}

async function inParts(file: File, caseNumber: string, told: (bytes: number) => void): Promise<string> {
  const slot = `pledge.upload.${caseNumber}.${file.name}.${file.size}.${file.lastModified}`;
  const known = localStorage.getItem(slot);
  let state = (known === null ? null : await stateOf(known)) ?? (await begin(file, caseNumber));
  localStorage.setItem(slot, state.id);
  let failed = 0;
  while (state.received < state.size) {
    told(state.received);
    try {
      state = await sendPart(file, state);
      failed = 0;
    } catch (error) {
      const again =
        error instanceof ApiProblem && (error.offline || error.status >= 500 || error.code === 'UPLOAD_OFFSET');
      if (!again || ++failed > TRIES) throw error;
      await lineBack(Math.min(LONGEST_PAUSE_MS, 500 * 2 ** failed));
      // The answer may have been lost, not the part.
      state = (await stateOf(state.id)) ?? state;
    }
  }
  const done = await api.post<FileView>(`/files/uploads/${state.id}/complete`);
  localStorage.removeItem(slot);
  return done.id;
}

function begin(file: File, caseNumber: string): Promise<UploadState> {
  return api.post<UploadState>('/files/uploads', { name: file.name, size: file.size, caseNumber });
}

function sendPart(file: File, state: UploadState): Promise<UploadState> {
  const form = new FormData();
  form.append('offset', String(state.received));
  form.append('file', file.slice(state.received, state.received + state.partBytes), file.name);
  return api.post<UploadState>(`/files/uploads/${state.id}/parts`, form);
}

/** null: the server knows of no such upload any more, or cannot be reached now. */
async function stateOf(id: string): Promise<UploadState | null> {
  try {
    return await api.get<UploadState>(`/files/uploads/${id}`);
  } catch {
    return null;
  }
}

/** Waits until the browser is told of a connection, at the most `ms`. */
function lineBack(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener('online', done);
  });
}
