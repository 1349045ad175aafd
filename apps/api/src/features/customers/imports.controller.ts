import {
  Body,
  Controller,
  Get,
  Headers,
  Param,
  Post,
  Query,
  StreamableFile,
  UploadedFile,
  UseInterceptors,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import {
  applyImportRequest,
  importKindQuery,
  importPreview,
  importRowQuery,
  importRunList,
  MAX_FILE_BYTES,
  type ApplyImportRequest,
  type ImportKind,
  type ImportKindQuery,
  type ImportPreview,
  type ImportRowQuery,
  type ImportRunList,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, type SessionUser } from '@pledge/nest';
import { Problem } from '@pledge/runtime';
import { safeName } from '../files/index.js';
import { importsExample, previewExample } from './customers.examples.js';
import { Imports } from './imports.service.js';
import { FILE_KEEPERS } from './roles.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const NAMES: Readonly<Record<ImportKind, string>> = { devices: '设备', sites: '站点', contacts: '联系人' };

/** Sheets of sites, devices and people, in and out. */
@Controller()
export class ImportsController {
  constructor(private readonly imports: Imports) {}

  @Post('parties/:id/imports')
  @UseInterceptors(FileInterceptor('file', { limits: { fileSize: MAX_FILE_BYTES, files: 1, fields: 0 } }))
  @Endpoint({
    roles: FILE_KEEPERS,
    multipart: true,
    summary: { zh: '上传 Excel，比较差异，先不写入', en: 'Upload a sheet and compare it; nothing is written yet' },
    query: importKindQuery,
    response: importPreview,
    example: previewExample,
  })
  async preview(
    @Param('id') id: string,
    @Query() query: ImportKindQuery,
    @UploadedFile() sent: { originalname: string; buffer: Buffer } | undefined,
    @CurrentUser() user: SessionUser,
  ): Promise<ImportPreview> {
    if (!sent) throw new Problem('invalid', 'FILE_MISSING');
    return this.imports.preview(id, query.kind, safeName(sent.originalname), sent.buffer, user.username);
  }

  @Get('parties/:id/imports')
  @Endpoint({
    roles: FILE_KEEPERS,
    summary: { zh: '导入记录', en: 'Sheets that were read' },
    response: importRunList,
    example: importsExample,
  })
  list(@Param('id') id: string): Promise<ImportRunList> {
    return this.imports.list(id);
  }

  @Get('parties/:id/export')
  @Endpoint({
    roles: FILE_KEEPERS,
    summary: { zh: '导出 Excel（可作为导入模板）', en: 'Export a sheet that can be read again' },
    query: importKindQuery,
    produces: XLSX,
  })
  async export(
    @Param('id') id: string,
    @Query() query: ImportKindQuery,
    @Headers('accept-language') language: string | undefined,
  ): Promise<StreamableFile> {
    return sheet(await this.imports.exported(id, query.kind, languageOf(language)), NAMES[query.kind]);
  }

  @Get('imports/:id')
  @Endpoint({
    roles: FILE_KEEPERS,
    summary: { zh: '导入预览：每行的差异和错误', en: 'What each row would do, with its differences and errors' },
    query: importRowQuery,
    response: importPreview,
    example: previewExample,
  })
  show(@Param('id') id: string, @Query() query: ImportRowQuery): Promise<ImportPreview> {
    return this.imports.show(id, query);
  }

  @Post('imports/:id/apply')
  @Endpoint({
    roles: FILE_KEEPERS,
    status: 200,
    summary: { zh: '写入；有错误的行须明确留下', en: 'Apply; wrong rows are left only when that is said' },
    body: applyImportRequest,
    response: importPreview,
    example: {
      body: { leaveWrong: true },
      response: { ...previewExample.response, state: 'applied', appliedAt: previewExample.response.at },
    },
  })
  apply(
    @Param('id') id: string,
    @Body() body: ApplyImportRequest,
    @CurrentUser() user: SessionUser,
  ): Promise<ImportPreview> {
    return this.imports.apply(id, body.leaveWrong ?? false, user.username);
  }

  @Get('imports/:id/wrong-rows')
  @Endpoint({
    roles: FILE_KEEPERS,
    summary: { zh: '下载有错误的行，附原因', en: 'The wrong rows as a sheet, with what is wrong' },
    produces: XLSX,
  })
  async wrongRows(
    @Param('id') id: string,
    @Headers('accept-language') language: string | undefined,
  ): Promise<StreamableFile> {
    return sheet(await this.imports.wrongRows(id, languageOf(language)), '错误行');
  }
}

function sheet(bytes: Buffer, name: string): StreamableFile {
  const disposition = `attachment; filename="sheet.xlsx"; filename*=UTF-8''${encodeURIComponent(`${name}.xlsx`)}`;
  return new StreamableFile(bytes, { type: XLSX, length: bytes.length, disposition });
}

function languageOf(header: string | undefined): 'zh' | 'en' {
  return /^en/i.test(header ?? '') ? 'en' : 'zh';
}
