import type { DatabaseKind } from './dialect.js';

/**
 * The element instances in the state of process instances, as a table `j` to be joined beside `alias`: only those that are
 * shown as active (not the body of a loop, nor a gateway that only waits for late tokens). Reads the JSON text in place:
 * SQLite `json_each`, MariaDB 10.6 and MySQL 8 `JSON_TABLE`.
 */
export interface StandingTokens {
  readonly from: string;
  /** Condition that leaves out what is not shown. */
  readonly shown: string;
  readonly elementId: string;
}

export function standingTokens(database: DatabaseKind, alias: string): StandingTokens {
  if (database === 'sqlite')
    return {
      from: `json_each(${alias}.state, '$.nodes') AS j`,
      shown: ['loop', 'awaiting', 'detached'].map((key) => `json_type(j.value, '$.${key}') IS NULL`).join(' AND '),
      elementId: `json_extract(j.value, '$.elementId')`,
    };
  return {
    from: `JSON_TABLE(${alias}.state, '$.nodes[*]' COLUMNS (
      element_id VARCHAR(255) CHARACTER SET utf8mb4 PATH '$.elementId', is_loop INT EXISTS PATH '$.loop',
      is_awaiting INT EXISTS PATH '$.awaiting', is_detached INT EXISTS PATH '$.detached')) AS j`,
    shown: 'j.is_loop = 0 AND j.is_awaiting = 0 AND j.is_detached = 0',
    elementId: 'j.element_id',
  };
}
