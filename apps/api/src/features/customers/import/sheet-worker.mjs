import { parentPort, workerData } from 'node:worker_threads';
import { readSheet } from 'read-excel-file/node';

/** Reads the first sheet of an .xlsx file: rows of texts. Numbers stay as they are written, so that long serial numbers keep every digit. */
const text = (value) => {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return String(value).trim();
};

try {
  const rows = await readSheet(Buffer.from(workerData.bytes), { parseNumber: (digits) => digits });
  parentPort.postMessage({
    rows: rows.slice(0, workerData.mostRows + 1).map((row) => row.map(text)),
    count: rows.length,
  });
} catch (error) {
  parentPort.postMessage({ failed: error instanceof Error ? error.message : String(error) });
}
