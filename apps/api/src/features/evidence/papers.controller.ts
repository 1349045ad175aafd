import { Controller, Get, Ip, Param } from '@nestjs/common';
import { paperStateSchema, type PaperState } from '@pledge/contracts';
import { Endpoint } from '@pledge/nest';
import { LinkThrottle } from '../notifications/index.js';
import { evidenceExamples as examples } from './evidence.examples.js';
import { Papers } from './papers.service.js';

/** The page that a paper's QR code opens, for anybody who holds the paper. */
@Controller('public/verify')
export class PapersController {
  constructor(
    private readonly papers: Papers,
    private readonly throttle: LinkThrottle,
  ) {}

  @Get(':code')
  @Endpoint({
    roles: 'public',
    summary: { zh: '核对纸质文件', en: 'Is a paper the confirmed version' },
    response: paperStateSchema,
    example: { response: examples.paper },
  })
  async state(@Param('code') code: string, @Ip() ip: string): Promise<PaperState> {
    await this.throttle.take(ip);
    return this.papers.state(code);
  }
}
