import { z } from 'zod';
import { instantSchema, listSchema } from './common.js';

/** Where parts lie. Stores are searched by `searchOrder`: on site, of the project, of the centre, at the vendor (F-12.2). */
export const storeInput = z.strictObject({
  name: z.string().trim().min(1).max(200),
  kind: z.enum(['site', 'project', 'centre', 'vendor']),
  searchOrder: z.number().int().min(1).max(1000),
  address: z.string().trim().max(500),
  /** Customer whose parts lie here; null: for every customer. */
  partyId: z.string().max(36).nullable(),
});
export type StoreInput = z.infer<typeof storeInput>;
export const spareStore = storeInput.extend({ id: z.string(), items: z.number().int() });
export type SpareStore = z.infer<typeof spareStore>;
export const spareStoreList = listSchema(spareStore);
export type SpareStoreList = z.infer<typeof spareStoreList>;

/**
 * `in-stock` can be reserved · `reserved` for a case · `issued` and installed for good · `on-loan` until its date ·
 * `faulty` waits for repair or return · `gone` left the stock (given back to its vendor, scrapped).
 */
export const spareState = z.enum(['in-stock', 'reserved', 'issued', 'on-loan', 'faulty', 'gone']);
export type SpareState = z.infer<typeof spareState>;
/** What somebody did with an item; kept for good. */
export const spareMove = z.object({
  kind: z.enum([
    'received',
    'reserved',
    'released',
    'issued',
    'lent',
    'extended',
    'returned',
    'returned-faulty',
    'given-back',
  ]),
  at: instantSchema,
  by: z.string(),
  caseNumber: z.string().nullable(),
  /** Serial number of what was taken out for it. */
  replacedSerial: z.string().nullable(),
  /** Who took it or brought it, as signed. */
  signedBy: z.string().nullable(),
  note: z.string().nullable(),
});
export type SpareMove = z.infer<typeof spareMove>;

export const receiveSpare = z.strictObject({
  serialNumber: z.string().trim().min(1).max(100),
  /** What it is, as catalogues call it. */
  model: z.string().trim().min(1).max(200),
  name: z.string().trim().min(1).max(200),
  /** Models of devices that it replaces or fits into. */
  fits: z.array(z.string().trim().min(1).max(200)).min(1).max(50),
  storeId: z.string().max(36),
  /** The vendor it belongs to and the day it is due back there (vendor-first exchange, S2-22); absent: our own. */
  vendor: z
    .strictObject({
      name: z.string().trim().min(1).max(200),
      dueBack: instantSchema,
      caseNumber: z.string().max(100).optional(),
    })
    .optional(),
});
export type ReceiveSpare = z.infer<typeof receiveSpare>;
export const spareItem = z.object({
  id: z.string(),
  serialNumber: z.string(),
  model: z.string(),
  name: z.string(),
  fits: z.array(z.string()),
  store: z.object({ id: z.string(), name: z.string(), kind: z.string() }),
  state: spareState,
  caseNumber: z.string().nullable(),
  /** When a loan is due; null: it is none. */
  dueAt: instantSchema.nullable(),
  overdue: z.boolean(),
  /** Vendor it belongs to and when it is due there. */
  vendor: z.object({ name: z.string(), dueBack: instantSchema }).nullable(),
  revision: z.number().int(),
});
export type SpareItem = z.infer<typeof spareItem>;
export const spareItemDetail = spareItem.extend({ moves: z.array(spareMove) });
export type SpareItemDetail = z.infer<typeof spareItemDetail>;
export const spareItemAnswer = spareItemDetail.extend({ settled: z.boolean().optional() });
export const spareItemList = listSchema(spareItem);
export type SpareItemList = z.infer<typeof spareItemList>;
export const spareItemQuery = z.strictObject({
  /** Serial number, model or name. */
  q: z.string().trim().max(100).optional(),
  state: spareState.optional(),
  storeId: z.string().max(36).optional(),
  caseNumber: z.string().max(100).optional(),
  /** Only what fits into this device (by its serial number), nearest store first. */
  fitsDevice: z.string().trim().max(100).optional(),
  /** Loans past their date. */
  overdue: z.enum(['true']).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type SpareItemQuery = z.infer<typeof spareItemQuery>;

const signed = z.string().trim().min(1).max(100);
const note = z.string().trim().max(1000).optional();
export const reserveSpare = z.strictObject({ caseNumber: z.string().trim().min(1).max(100), note });
export type ReserveSpare = z.infer<typeof reserveSpare>;
export const releaseSpare = z.strictObject({ note });
export type ReleaseSpare = z.infer<typeof releaseSpare>;
/** Out of the store for its case: for good, or as a loan that is due back. */
export const issueSpare = z.strictObject({
  signedBy: signed,
  /** Serial number of the device or part that it replaces. */
  replacedSerial: z.string().trim().max(100).optional(),
  loanUntil: instantSchema.optional(),
  note,
});
export type IssueSpare = z.infer<typeof issueSpare>;
export const returnSpare = z.strictObject({
  signedBy: signed,
  condition: z.enum(['usable', 'faulty']),
  /** Store it comes back to; absent: the one it left. */
  storeId: z.string().max(36).optional(),
  note,
});
export type ReturnSpare = z.infer<typeof returnSpare>;
/** Back to its vendor, or out of the stock for another reason. */
export const giveBackSpare = z.strictObject({ note: z.string().trim().min(1).max(1000) });
export type GiveBackSpare = z.infer<typeof giveBackSpare>;

/** Devices of a contract against what lies in the stores open to its customer (S0i-26: 100 %). */
export const spareCoverage = z.object({
  contractNumber: z.string(),
  contractName: z.string(),
  customerName: z.string(),
  devices: z.number().int(),
  covered: z.number().int(),
  /** 0 to 100, rounded down, so that 100 is said only when nothing is missing; null: the contract covers no device. */
  percent: z.number().int().nullable(),
  missing: z.array(z.object({ model: z.string(), devices: z.number().int(), serialNumbers: z.array(z.string()) })),
});
export type SpareCoverage = z.infer<typeof spareCoverage>;
export const spareCoverageList = listSchema(spareCoverage);
export type SpareCoverageList = z.infer<typeof spareCoverageList>;
