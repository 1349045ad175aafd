import { Body, Controller, Post, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import {
  clausesToProfileRequest,
  clausesToProfileResponse,
  MAX_TEXT_FILE_BYTES,
  readClausesFileRequest,
  readClausesRequest,
  readClausesResponse,
  type ClausesToProfileRequest,
  type ClausesToProfileResponse,
  type ReadClausesRequest,
  type ReadClausesResponse,
  type Role,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, type SessionUser } from '@pledge/nest';
import { Problem } from '@pledge/runtime';
import { clausesToProfileExample, readClausesExample } from './clauses.examples.js';
import { ClausesService } from './clauses.service.js';

/** Those who write profiles. */
const EDITORS: readonly Role[] = ['manager'];

/** From text to clauses: reading stores nothing; accepted clauses go into the draft of a profile. */
@Controller('clauses')
export class ClausesController {
  constructor(private readonly clauses: ClausesService) {}

  @Post('read')
  @Endpoint({
    roles: EDITORS,
    status: 200,
    summary: { zh: '从承诺文本读出条款，不保存', en: 'Read clauses from a text; stores nothing' },
    body: readClausesRequest,
    response: readClausesResponse,
    example: readClausesExample,
  })
  read(@Body() body: ReadClausesRequest): ReadClausesResponse {
    return this.clauses.read(body.text);
  }

  @Post('read-file')
  @UseInterceptors(FileInterceptor('file', { limits: { fileSize: MAX_TEXT_FILE_BYTES, files: 1, fields: 0 } }))
  @Endpoint({
    roles: EDITORS,
    multipart: true,
    status: 200,
    summary: {
      zh: '从 Word、PDF 或文本文件读出条款，不保存',
      en: 'Read clauses from a Word, PDF or text file; stores nothing',
    },
    body: readClausesFileRequest,
    response: readClausesResponse,
    example: { response: readClausesExample.response },
  })
  async readFile(@UploadedFile() sent: { buffer: Buffer } | undefined): Promise<ReadClausesResponse> {
    if (!sent) throw new Problem('invalid', 'CLAUSE_FILE_MISSING');
    return this.clauses.readFile(sent.buffer);
  }

  @Post('profile-draft')
  @Endpoint({
    roles: EDITORS,
    status: 200,
    summary: { zh: '把采纳的条款放入服务级别草稿', en: 'Put accepted clauses into the draft of a profile' },
    body: clausesToProfileRequest,
    response: clausesToProfileResponse,
    example: clausesToProfileExample,
  })
  addToProfile(
    @Body() body: ClausesToProfileRequest,
    @CurrentUser() user: SessionUser,
  ): Promise<ClausesToProfileResponse> {
    return this.clauses.addToProfile(body, user.username);
  }
}
