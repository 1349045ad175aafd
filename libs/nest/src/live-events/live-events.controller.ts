import { randomUUID } from 'node:crypto';
import { Controller, Get, Req, Res, type OnModuleDestroy } from '@nestjs/common';
import type { Response } from 'express';
import { Endpoint } from '../authorization/endpoint.decorator.js';
import { scopeOf } from '../authorization/scope.js';
import { CurrentUser, type PledgeRequest, type SessionUser } from '../authentication/session-user.js';
import { LiveEvents } from './live-events.js';

const HEARTBEAT_MS = 15_000;

/** `GET /api/events`: server-sent events, resumed by `Last-Event-ID`, one stream per browser. */
@Controller('events')
export class LiveEventsController implements OnModuleDestroy {
  constructor(private readonly events: LiveEvents) {}

  @Get()
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '实时事件（不含数据）', en: 'Live events, without data' },
    produces: 'text/event-stream',
    example: { response: 'id: m3x-7\ndata: {"id":"m3x-7","type":"task.created","caseNumber":"GD-2026-0001"}\n\n' },
  })
  stream(@Req() request: PledgeRequest, @Res() response: Response, @CurrentUser() user: SessionUser): void {
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      Connection: 'keep-alive',
      // nginx would hold events back.
      'X-Accel-Buffering': 'no',
    });
    response.write('retry: 2000\n: connected\n\n');
    const heartbeat = setInterval(() => response.write(': heartbeat\n\n'), HEARTBEAT_MS);
    // All tabs of a browser share the session cookie; programs may open several bearer streams.
    const browser = request.sessionFrom === 'cookie' ? (request.session?.sessionId ?? user.username) : randomUUID();
    const lastEventId = request.get('last-event-id') ?? undefined;
    const unsubscribe = this.events.subscribe(
      {
        browser,
        scope: scopeOf(user),
        send: (event) => response.write(`id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`),
        close: () => response.end(),
      },
      lastEventId,
    );
    request.on('close', () => {
      clearInterval(heartbeat);
      unsubscribe();
    });
  }

  onModuleDestroy(): void {
    this.events.closeAll();
  }
}
