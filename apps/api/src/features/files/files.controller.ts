import {
  Controller,
  Get,
  Inject,
  Param,
  Post,
  Req,
  Res,
  StreamableFile,
  UploadedFile,
  UseInterceptors,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { fileSchema, fileUploadSchema, MAX_FILE_BYTES, megabytes, type FileView } from '@pledge/contracts';
import {
  checkInput,
  CurrentUser,
  Endpoint,
  PLATFORM_OPTIONS,
  type PlatformOptions,
  type PledgeRequest,
  type SessionUser,
} from '@pledge/nest';
import { Problem, type ProblemDetail } from '@pledge/runtime';
import type { Response } from 'express';
import { disclosing } from '../personal-data/index.js';
import { exampleFile, fileView } from './file-view.js';
import type { StoredFile } from './files.entity.js';
import { FilesService } from './files.service.js';

/** Shown in the browser; everything else is downloaded. */
const INLINE = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'application/pdf']);

/** Uploads and downloads. A customer reaches files of their own party only. */
@Controller('files')
export class FilesController {
  constructor(
    private readonly files: FilesService,
    @Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions,
  ) {}

  @Post()
  @UseInterceptors(
    FileInterceptor('file', { limits: { fileSize: MAX_FILE_BYTES, files: 1, fields: 5, fieldSize: 1_000 } }),
  )
  @Endpoint({
    roles: 'authenticated',
    multipart: true,
    summary: {
      zh: `上传文件（至多 ${megabytes(MAX_FILE_BYTES)} MB，按内容识别类型）`,
      en: `Upload a file, at most ${megabytes(MAX_FILE_BYTES)} MB, kind told by content`,
    },
    body: fileUploadSchema,
    response: fileSchema,
    example: { response: exampleFile },
  })
  async upload(
    @UploadedFile() sent: { originalname: string; buffer: Buffer } | undefined,
    @Req() request: PledgeRequest,
    @CurrentUser() user: SessionUser,
  ): Promise<FileView> {
    if (!sent) throw new Problem('invalid', 'FILE_MISSING');
    const errors: ProblemDetail[] = [];
    const fields = checkInput(fileUploadSchema, { ...(request.body as object) }, errors);
    if (!fields) throw new Problem('invalid', 'INVALID_INPUT', {}, errors);
    return this.view(await this.files.upload(sent.originalname, sent.buffer, fields.caseNumber ?? null, user));
  }

  @Get(':id')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '文件说明', en: 'Description of a file' },
    response: fileSchema,
    example: { response: exampleFile },
  })
  async get(@Param('id') id: string, @CurrentUser() user: SessionUser): Promise<FileView> {
    return this.view(await this.files.get(id, user));
  }

  @Get(':id/content')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '下载文件', en: 'Bytes of a file' },
    produces: 'application/octet-stream',
  })
  async content(
    @Param('id') id: string,
    @CurrentUser() user: SessionUser,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { file, bytes } = await this.files.read(id, user);
    const how = INLINE.has(file.mediaType) ? 'inline' : 'attachment';
    response.setHeader(
      'Content-Security-Policy',
      "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'",
    );
    response.setHeader('Cache-Control', 'private, max-age=31536000, immutable');
    response.setHeader('ETag', `"${file.sha256}"`);
    const answer = new StreamableFile(bytes, {
      type: file.mediaType,
      length: bytes.length,
      disposition: `${how}; filename="file"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    });
    return disclosing(answer, { kind: 'file', partyId: file.partyId, ref: file.name });
  }

  private view(file: StoredFile): FileView {
    return fileView(file, this.options.zone);
  }
}
