import { Module } from '@nestjs/common';
import { TimeStampsRepository } from './time-stamps.repository.js';
import { TimeStamps } from './time-stamps.service.js';

/** Time stamps of a third party (RFC 3161) for seals and anchors. */
@Module({ providers: [TimeStampsRepository, TimeStamps], exports: [TimeStamps, TimeStampsRepository] })
export class TimeStampsModule {}
