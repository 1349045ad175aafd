import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '../project-root.js';
import type { PdfNode } from './print-content.js';

/** Everything around the text, already filled. */
export interface PrintedPage {
  readonly title: string;
  readonly header: string;
  readonly numberLabel: string;
  readonly number: string;
  /** Empty: no QR code. */
  readonly qr: string;
  readonly footer: string;
  readonly pageNumbers: string;
  readonly watermark: string;
  readonly orientation: 'portrait' | 'landscape';
  readonly language: string;
  /** Epoch ms: written into the file's properties, so that the same input gives the same bytes. */
  readonly createdAt: number;
}

/** A file that travels inside the PDF; viewers list it among the attachments. */
export interface EmbeddedFile {
  readonly name: string;
  readonly description: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
  /** Epoch ms. */
  readonly at: number;
}
/** An empty signature field, to be filled by whoever asked for it. */
export interface SignatureField {
  /** Who signs, and what for. */
  readonly name: string;
  readonly reason: string;
  /** Epoch ms. */
  readonly at: number;
  /** Bytes kept free for the signature. */
  readonly size: number;
}
export interface PrintExtras {
  readonly attachments: readonly EmbeddedFile[];
  readonly signature: SignatureField | null;
}
export const NO_EXTRAS: PrintExtras = { attachments: [], signature: null };

/** The text has a character that the embedded fonts cannot print; it would come out as an empty box. */
export class MissingGlyphError extends Error {
  constructor(
    readonly character: string,
    readonly code: string,
  ) {
    super(`no glyph for "${character}" (${code})`);
    this.name = 'MissingGlyphError';
  }
}
/** Layout took too long, or the worker died; the next document gets a new worker. */
export class RenderFailedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RenderFailedError';
  }
}

type Answer =
  | { readonly id: number; readonly kind: 'pdf'; readonly bytes: Uint8Array }
  | { readonly id: number; readonly kind: 'missing-glyph'; readonly character: string; readonly code: string }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string };
interface Job {
  readonly id: number;
  readonly content: readonly PdfNode[];
  readonly page: PrintedPage;
  readonly extras: PrintExtras;
  readonly resolve: (bytes: Buffer) => void;
  readonly reject: (error: Error) => void;
}

/** System ms; see design section 7 and the brief of `features/documents`. */
const TIME_LIMIT_MS = 20_000;
/** System ms without work after which the worker and its fonts (about 100 MB) are given back. */
const IDLE_MS = 60_000;
const WORKER_FILE = 'apps/api/src/features/documents/worker/pdf-worker.mjs';

/** Beside this file when the build copied it, else in the sources: `nest build` emits TypeScript only. */
export function workerUrl(): URL {
  const beside = new URL('../worker/pdf-worker.mjs', import.meta.url);
  return existsSync(beside) ? beside : pathToFileURL(join(projectRoot(), WORKER_FILE));
}

/**
 * Lays out one document after the other in a worker thread without network, environment or file access beyond the two
 * fonts. A document that exceeds the time limit is ended with its worker.
 */
export class PdfRenderer {
  private worker: Worker | null = null;
  private readonly queue: Job[] = [];
  private running: Job | null = null;
  private limit: NodeJS.Timeout | undefined;
  private idle: NodeJS.Timeout | undefined;
  private nextId = 1;

  constructor(private readonly timeLimitMs: number = TIME_LIMIT_MS) {}

  /** Throws MissingGlyphError or RenderFailedError. */
  render(content: readonly PdfNode[], page: PrintedPage, extras: PrintExtras = NO_EXTRAS): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.queue.push({ id: this.nextId, content, page, extras, resolve, reject });
      this.nextId += 1;
      this.next();
    });
  }

  /** Ends the worker; what waits is refused. */
  async close(): Promise<void> {
    clearTimeout(this.idle);
    for (const job of this.queue.splice(0)) job.reject(new RenderFailedError('the renderer was closed'));
    await this.end(new RenderFailedError('the renderer was closed'));
  }

  private next(): void {
    if (this.running) return;
    const job = this.queue.shift();
    if (!job) {
      this.idle = setTimeout(() => void this.end(null), IDLE_MS).unref();
      return;
    }
    clearTimeout(this.idle);
    this.running = job;
    const worker = (this.worker ??= this.start());
    worker.ref();
    this.limit = setTimeout(
      () => void this.end(new RenderFailedError(`longer than ${String(this.timeLimitMs)} ms`)),
      this.timeLimitMs,
    );
    worker.postMessage({ id: job.id, content: job.content, page: job.page, extras: job.extras });
  }

  private start(): Worker {
    const worker = new Worker(workerUrl(), {
      env: {},
      execArgv: [],
      stdin: false,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    worker.on('message', (answer: Answer) => {
      const job = this.running;
      if (worker !== this.worker || job?.id !== answer.id) return;
      this.settle();
      if (answer.kind === 'pdf') job.resolve(Buffer.from(answer.bytes));
      else if (answer.kind === 'missing-glyph') job.reject(new MissingGlyphError(answer.character, answer.code));
      else job.reject(new RenderFailedError(answer.message));
      this.next();
    });
    const died = (reason: string) => (): void => {
      if (worker === this.worker) void this.end(new RenderFailedError(reason));
    };
    worker.on('error', (error: unknown) => {
      died(error instanceof Error ? error.message : String(error))();
    });
    worker.on('exit', died('the worker ended'));
    return worker;
  }

  private settle(): void {
    clearTimeout(this.limit);
    this.running = null;
    this.worker?.unref();
  }

  private async end(reason: Error | null): Promise<void> {
    const { worker, running } = this;
    this.worker = null;
    clearTimeout(this.limit);
    this.running = null;
    if (worker) await worker.terminate();
    if (reason) running?.reject(reason);
    if (this.queue.length > 0) this.next();
  }
}
