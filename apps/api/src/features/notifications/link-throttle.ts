import { Injectable } from '@nestjs/common';
import { HttpProblem } from '@pledge/nest';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';

/** Public links: at most 60 calls a minute from one address, so that tokens cannot be tried out. System time, per node. */
@Injectable()
export class LinkThrottle {
  private readonly limiter = new RateLimiterMemory({ points: 60, duration: 60 });

  /** @throws HttpProblem 429 PUBLIC_LINK_THROTTLED with the seconds to wait. */
  async take(address: string | undefined): Promise<void> {
    try {
      await this.limiter.consume(address ?? 'unknown');
    } catch (rejection) {
      if (rejection instanceof Error) throw rejection;
      const seconds = Math.max(1, Math.ceil((rejection as RateLimiterRes).msBeforeNext / 1000));
      throw new HttpProblem(429, 'unavailable', 'PUBLIC_LINK_THROTTLED', { seconds }, [], seconds);
    }
  }
}
