import type { Role } from '@pledge/contracts';

/** Who keeps the files of customers, sites, devices and people; administrators always may. */
export const FILE_KEEPERS: readonly Role[] = ['dispatcher', 'pm', 'manager'];
/** Who writes contracts. */
export const CONTRACT_WRITERS: readonly Role[] = ['pm', 'manager'];
/** Who signs for the provider. */
export const CONTRACT_SIGNERS: readonly Role[] = ['manager', 'director', 'deputy', 'gm'];
/** Who records what was done to a device. */
export const DEVICE_WRITERS: readonly Role[] = ['engineer', 'dispatcher', 'pm', 'manager'];
