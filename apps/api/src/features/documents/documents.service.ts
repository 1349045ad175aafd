import { createHash } from 'node:crypto';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { InstanceMode } from '@pledge/engine';
import { PROVIDER_SCOPE, type Scope } from '@pledge/nest';
import { Problem, type Transaction } from '@pledge/runtime';
import type { DocumentEntity } from './documents.entity.js';
import { DocumentsRepository, type DocumentRow } from './documents.repository.js';
import { PUBLIC_URL } from './ports.js';
import { compose } from './print/compose.js';
import {
  MissingGlyphError,
  PdfRenderer,
  RenderFailedError,
  type EmbeddedFile,
  type SignatureField,
} from './print/pdf-renderer.js';
import { TemplateError } from './templating/compile.js';
import { TemplateCatalog, type TemplateLanguage } from './templating/template-catalog.js';

export interface RenderRequest {
  /** Stable over retries, for example derived from the job: the same id is stored once. */
  readonly id: string;
  readonly caseNumber: string | null;
  readonly partyId: string | null;
  readonly mode: InstanceMode;
  readonly language: TemplateLanguage;
  readonly createdBy: string | null;
  /** Epoch ms, product time. */
  readonly now: number;
  /** Number of the paper where its feature counts itself; else the next one of the case. */
  readonly number?: string;
  /** How many papers of the same count were rendered before it and are stored together with it; their numbers are taken. */
  readonly beside?: number;
  /** Page that the QR code opens; else the page of the case. */
  readonly url?: string;
  /** Files that travel inside the PDF. */
  readonly attachments?: readonly EmbeddedFile[];
  /** Signs the finished file. */
  readonly seal?: DocumentSeal;
}
/** What signs a PDF: the field to keep free, and what fills it. */
export interface DocumentSeal {
  readonly field: SignatureField;
  sign(pdf: Buffer): Promise<Buffer>;
}
/** Rendered and numbered, not yet stored. */
export type PreparedDocument = DocumentEntity;

/** The only path to PDF. `render` outside of transactions (a `prepare`), `store` inside one (an `apply`). */
@Injectable()
export class DocumentsService implements OnModuleDestroy {
  private readonly renderer = new PdfRenderer();

  constructor(
    private readonly repository: DocumentsRepository,
    private readonly catalog: TemplateCatalog,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
  ) {}

  async onModuleDestroy(): Promise<void> {
    await this.renderer.close();
  }

  /**
   * Makes the PDF. Repeatable; nothing is stored. Throws TemplateError, MissingGlyphError (names the character) or
   * RenderFailedError: as messages of an incident they say what is to be mended. `documentProblem` maps them for HTTP.
   */
  async render(
    template: string,
    data: Readonly<Record<string, unknown>>,
    request: RenderRequest,
  ): Promise<PreparedDocument> {
    await this.catalog.refresh();
    const prefix = this.catalog.find(template, request.language)?.page?.spec.numberPrefix;
    if (prefix === undefined) throw new TemplateError(template, 'there is no template of that name with a print.hbs');
    const number = request.number ?? (await this.nextNumber(request, prefix));
    const page = request.caseNumber === null ? '' : `/cases/${encodeURIComponent(request.caseNumber)}`;
    const composed = await compose(this.catalog, this.renderer, {
      template,
      language: request.language,
      number,
      createdAt: request.now,
      url: request.url ?? `${this.publicUrl}${page}`,
      mode: request.mode,
      data,
      extras: { attachments: request.attachments ?? [], signature: request.seal?.field ?? null },
    });
    const bytes = request.seal ? await request.seal.sign(composed.bytes) : composed.bytes;
    return {
      id: request.id,
      number,
      title: composed.title.slice(0, 255),
      template,
      templateVersion: composed.templateVersion,
      caseNumber: request.caseNumber,
      partyId: request.partyId,
      language: composed.language,
      mode: request.mode,
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes,
      createdAt: request.now,
      createdBy: request.createdBy,
      deliveredAt: null,
    };
  }

  /** A draft of a template as PDF, filled with its own sample; nothing is stored. Throws what `render` throws. */
  async preview(
    name: string,
    files: Readonly<Record<string, string>>,
    language: TemplateLanguage,
    now: number,
  ): Promise<Buffer> {
    const source = this.catalog.draft(name, files);
    const template = source.find(name, language);
    const number = `PL-0000-${template?.page?.spec.numberPrefix ?? ''}00`;
    const { bytes } = await compose(source, this.renderer, {
      template: name,
      language,
      number,
      createdAt: now,
      url: this.publicUrl,
      mode: 'live',
      data: template?.sample ?? {},
    });
    return bytes;
  }

  /** Stores the bytes for good; the same id again changes nothing. A number taken meanwhile fails: render again. */
  store(tx: Transaction, document: PreparedDocument): Promise<void> {
    return this.repository.insert(tx, document);
  }

  markDelivered(tx: Transaction, id: string, at: number): Promise<void> {
    return this.repository.markDelivered(tx, id, at);
  }

  /** A paper that was for the provider alone is given to a customer. */
  release(tx: Transaction, id: string, partyId: string): Promise<void> {
    return this.repository.release(tx, id, partyId);
  }

  list(caseNumber: string, scope: Scope): Promise<DocumentRow[]> {
    return this.repository.list(caseNumber, scope);
  }

  /** @throws Problem DOCUMENT_NOT_FOUND, also for a document of another party. */
  async find(id: string, scope: Scope): Promise<DocumentRow> {
    const row = await this.repository.find(id, scope);
    if (!row) throw new Problem('not-found', 'DOCUMENT_NOT_FOUND');
    return row;
  }

  async exists(id: string): Promise<boolean> {
    return (await this.repository.find(id, PROVIDER_SCOPE)) !== null;
  }

  /** The stored bytes, byte for byte. @throws Problem DOCUMENT_NOT_FOUND. */
  async read(id: string, scope: Scope): Promise<DocumentEntity> {
    const row = await this.repository.bytes(id, scope);
    if (!row) throw new Problem('not-found', 'DOCUMENT_NOT_FOUND');
    return row;
  }

  private async nextNumber(request: RenderRequest, prefix: string): Promise<string> {
    const stem = `${request.caseNumber ?? `PL-${String(new Date(request.now).getUTCFullYear())}`}-${prefix}`;
    const last = await this.repository.lastNumber(stem);
    const next = (last === null ? 0 : Number(last.slice(stem.length))) + (request.beside ?? 0) + 1;
    return `${stem}${String(next).padStart(2, '0')}`;
  }
}

/** What a failed rendering says over HTTP. */
export function documentProblem(error: unknown): unknown {
  if (error instanceof MissingGlyphError)
    return new Problem('invalid', 'DOCUMENT_GLYPH_MISSING', { character: error.character, code: error.code });
  if (error instanceof TemplateError)
    return new Problem('invalid', 'DOCUMENT_TEMPLATE_FAILED', { file: error.file, reason: error.reason });
  if (error instanceof RenderFailedError)
    return new Problem('unavailable', 'DOCUMENT_RENDER_FAILED', { reason: error.message });
  return error;
}
