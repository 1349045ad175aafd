import type { PledgeRequest } from '@pledge/nest';
import type { RecordOrigin } from './requests.entity.js';

/** Where a statement comes from, as far as the request tells; cut to what a record keeps. */
export function originOf(request: Pick<PledgeRequest, 'ip' | 'headers'>): RecordOrigin {
  return {
    address: (request.ip ?? '').slice(0, 60),
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
  };
}
