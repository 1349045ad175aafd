/** The product's time. `virtual` in simulations and with PLEDGE_CLOCK=virtual; leases and sessions use `systemNow`. */
export interface Clock {
  /** Epoch ms, UTC: the time promises and timers see. */
  now(): number;
  /** Epoch ms of the machine: leases, sessions, throttling, back-off (design section 6). */
  systemNow(): number;
}
