import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { PledgeRequest } from '@pledge/nest';
import { mergeMap, type Observable } from 'rxjs';
import { AccessLog } from './access-log.service.js';
import { disclosureOf } from './disclosing.js';

/** An answer that shows personal data waits until the access is on record; without the record there is no answer. */
@Injectable()
export class DisclosureInterceptor implements NestInterceptor {
  constructor(private readonly log: AccessLog) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const user = context.switchToHttp().getRequest<PledgeRequest>().session?.user;
    return next.handle().pipe(
      mergeMap(async (answer: unknown) => {
        const disclosure = disclosureOf(answer);
        if (user !== undefined && disclosure !== undefined) await this.log.note(user, disclosure);
        return answer;
      }),
    );
  }
}
