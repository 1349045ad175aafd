import { Injectable } from '@nestjs/common';
import { HttpProblem } from '@pledge/nest';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Tries per user name, and per address, within 15 minutes (system time). A success gives them back. */
export const TRIES_PER_USER = 10;
export const TRIES_PER_ADDRESS = 100;
const WINDOW_S = 15 * 60;

/** Slows down guessing. Counted per node, in memory: a restart forgives. */
@Injectable()
export class LoginThrottle {
  private readonly byUser = new RateLimiterMemory({ points: TRIES_PER_USER, duration: WINDOW_S });
  private readonly byAddress = new RateLimiterMemory({ points: TRIES_PER_ADDRESS, duration: WINDOW_S });

  /**
   * Counts a try before the password is looked at, so that parallel tries count too.
   * @throws HttpProblem 429 LOGIN_THROTTLED with Retry-After
   */
  async begin(username: string, address: string): Promise<void> {
    try {
      await this.byAddress.consume(address);
      await this.byUser.consume(username);
    } catch (rejection) {
      if (!(rejection instanceof RateLimiterRes)) throw rejection;
      const seconds = Math.max(1, Math.ceil(rejection.msBeforeNext / 1000));
      throw new HttpProblem(429, 'unavailable', 'LOGIN_THROTTLED', { minutes: Math.ceil(seconds / 60) }, [], seconds);
    }
  }

  async succeeded(username: string, address: string): Promise<void> {
    await this.byUser.delete(username);
    await this.byAddress.reward(address);
  }
}
