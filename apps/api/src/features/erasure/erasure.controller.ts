import { Body, Controller, Param, Post } from '@nestjs/common';
import { erasedPerson, erasePersonRequest, type ErasedPerson, type ErasePersonRequest } from '@pledge/contracts';
import { CurrentUser, Endpoint, type SessionUser } from '@pledge/nest';
import { Erasure } from './erasure.service.js';

/** Erasing people at their request. */
@Controller()
export class ErasureController {
  constructor(private readonly erasure: Erasure) {}

  @Post('contacts/:id/erase')
  @Endpoint({
    roles: ['admin'],
    status: 200,
    summary: {
      zh: '应本人要求删除联系人的个人信息（证据链保持完整）',
      en: 'Erase a person at their request (the chains of evidence stay whole)',
    },
    body: erasePersonRequest,
    response: erasedPerson,
    example: {
      body: { reason: '本人 2026-03-02 来函要求', revision: 2 },
      response: {
        erased: [
          { holder: 'contacts', rows: 1 },
          { holder: 'confirmations', rows: 3 },
        ],
      },
    },
  })
  erase(
    @Param('id') id: string,
    @Body() body: ErasePersonRequest,
    @CurrentUser() user: SessionUser,
  ): Promise<ErasedPerson> {
    return this.erasure.erase(id, body, user.username);
  }
}
