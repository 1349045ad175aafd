import { Body, Controller, Get, Inject, Param, Post, Req, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import {
  beginUploadRequest,
  fileSchema,
  MAX_LARGE_FILE_BYTES,
  megabytes,
  UPLOAD_PART_BYTES,
  uploadPartSchema,
  uploadState,
  type BeginUploadRequest,
  type FileView,
  type UploadState,
} from '@pledge/contracts';
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
import { exampleFile, fileView } from './file-view.js';
import { UploadsService } from './uploads.service.js';

const exampleState: UploadState = {
  id: exampleFile.id,
  name: '盖章确认单.pdf',
  size: 20_971_520,
  received: 1_048_576,
  partBytes: UPLOAD_PART_BYTES,
};

/** Large files from a phone, sent in parts; each person goes on with their own only. */
@Controller('files/uploads')
export class UploadsController {
  constructor(
    private readonly uploads: UploadsService,
    @Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions,
  ) {}

  @Post()
  @Endpoint({
    roles: 'authenticated',
    summary: {
      zh: `开始分段上传（至多 ${megabytes(MAX_LARGE_FILE_BYTES)} MB）`,
      en: `Begin an upload in parts, at most ${megabytes(MAX_LARGE_FILE_BYTES)} MB`,
    },
    body: beginUploadRequest,
    response: uploadState,
    example: {
      body: { name: exampleState.name, size: exampleState.size, caseNumber: 'GD-2026-0001' },
      response: { ...exampleState, received: 0 },
    },
    status: 201,
  })
  begin(@Body() body: BeginUploadRequest, @CurrentUser() user: SessionUser): Promise<UploadState> {
    return this.uploads.begin(body, user);
  }

  @Get(':id')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '上传进行到哪里', en: 'Where an upload stands' },
    response: uploadState,
    example: { response: exampleState },
  })
  state(@Param('id') id: string, @CurrentUser() user: SessionUser): Promise<UploadState> {
    return this.uploads.state(id, user);
  }

  @Post(':id/parts')
  @UseInterceptors(
    FileInterceptor('file', { limits: { fileSize: UPLOAD_PART_BYTES, files: 1, fields: 2, fieldSize: 100 } }),
  )
  @Endpoint({
    roles: 'authenticated',
    multipart: true,
    summary: {
      zh: `上传一段（至多 ${megabytes(UPLOAD_PART_BYTES)} MB）`,
      en: `Send one part, at most ${megabytes(UPLOAD_PART_BYTES)} MB`,
    },
    body: uploadPartSchema,
    response: uploadState,
    example: { response: exampleState },
    status: 200,
  })
  part(
    @Param('id') id: string,
    @UploadedFile() sent: { buffer: Buffer } | undefined,
    @Req() request: PledgeRequest,
    @CurrentUser() user: SessionUser,
  ): Promise<UploadState> {
    if (!sent) throw new Problem('invalid', 'FILE_MISSING');
    const errors: ProblemDetail[] = [];
    const fields = checkInput(uploadPartSchema, { ...(request.body as object) }, errors);
    if (!fields) throw new Problem('invalid', 'INVALID_INPUT', {}, errors);
    return this.uploads.part(id, fields.offset, sent.buffer, user);
  }

  @Post(':id/complete')
  @Endpoint({
    roles: 'authenticated',
    summary: {
      zh: '传完：识别类型、计算哈希，成为文件',
      en: 'All parts are there: the file is made, its kind told by content',
    },
    response: fileSchema,
    example: { response: exampleFile },
    status: 201,
  })
  async complete(@Param('id') id: string, @CurrentUser() user: SessionUser): Promise<FileView> {
    return fileView(await this.uploads.complete(id, user), this.options.zone);
  }
}
