import type { X509Certificate } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openReader } from '@pledge/persistence';
import { environmentWith } from './config.js';
import { casesEntities } from './features/cases/index.js';
import { changePlansEntities } from './features/change-plans/index.js';
import { commandTicketsEntities } from './features/command-tickets/index.js';
import { confirmationRequestsEntities } from './features/confirmations/index.js';
import { documentsEntities } from './features/documents/index.js';
import {
  evidenceEntities,
  EvidenceRepository,
  statementSchema,
  verifyEvidence,
  type Finding,
  type Verdict,
} from './features/evidence/index.js';
import { quotationsEntities } from './features/quotations/index.js';
import { makeSelfSigned, openPkcs12, signingEntities, writeNew } from './features/signing/index.js';
import { readCertificates, timeStampsEntities } from './features/time-stamps/index.js';
import { productRoot } from './root.js';

const USAGE = `npm run evidence -- verify [--database URL] [--anchor FILE] [--tsa-ca FILE] [--json]
    reads the database (DATABASE_URL, or --database) and says which row was changed, removed or added,
    and up to which anchor a time-stamping authority vouches;
    --anchor: a statement from a mail (anchor-000012.json), which must be the one in the database
    --tsa-ca: certificates (PEM) that the authority has to lead to (or TSA_CA)
    exit code 0: intact, 1: not, 2: could not be verified
npm run evidence -- new-key --name "公司名称" --out signing.p12 [--years 5]
    makes a self-signed key, passphrase from SIGNING_P12_PASSPHRASE`;
const YEAR_MS = 365 * 86_400_000;

/** `npm run evidence`: works without the server. @returns the exit code */
export async function evidenceCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      database: { type: 'string' },
      anchor: { type: 'string' },
      'tsa-ca': { type: 'string' },
      json: { type: 'boolean', default: false },
      name: { type: 'string' },
      out: { type: 'string' },
      years: { type: 'string', default: '5' },
    },
  });
  switch (positionals[0]) {
    case 'verify': {
      const url = values.database ?? environment['DATABASE_URL'] ?? 'file:./data/pledge.db';
      const authorities = values['tsa-ca'] ?? environment['TSA_CA'] ?? '';
      const verdict = await verify(url, values.anchor, authorities === '' ? [] : readCertificates(authorities));
      if (values.json) say(JSON.stringify(verdict, null, 2));
      else for (const line of report(verdict)) say(line);
      return verdict.intact ? 0 : 1;
    }
    case 'new-key': {
      const passphrase = environment['SIGNING_P12_PASSPHRASE'] ?? '';
      if (values.name === undefined || values.out === undefined || passphrase === '') break;
      const from = Date.now();
      const to = from + Number(values.years) * YEAR_MS;
      const bytes = await makeSelfSigned({ name: values.name, unit: null, passphrase, from, to, bits: 3072 });
      writeNew(values.out, bytes);
      // Of the file as it is: an older key of that name is left alone.
      say(`${values.out}: SHA-256 of the certificate ${openPkcs12(readFileSync(values.out), passphrase).fingerprint}`);
      return 0;
    }
    default:
  }
  say(USAGE);
  return 2;
}

async function verify(
  url: string,
  anchorFile: string | undefined,
  trusted: readonly X509Certificate[],
): Promise<Verdict> {
  const source = await openReader(url, [
    ...casesEntities,
    ...changePlansEntities,
    ...commandTicketsEntities,
    ...confirmationRequestsEntities,
    ...documentsEntities,
    ...quotationsEntities,
    ...signingEntities,
    ...timeStampsEntities,
    ...evidenceEntities,
  ]);
  try {
    const repository = new EvidenceRepository(() => source.manager);
    const verdict = await verifyEvidence(repository, { now: Date.now(), trusted });
    const mailed = anchorFile === undefined ? null : await compare(repository, readFileSync(anchorFile, 'utf8'));
    return mailed ? { ...verdict, intact: false, findings: [mailed, ...verdict.findings] } : verdict;
  } finally {
    await source.destroy();
  }
}

/** The statement of a mail must be the one that is stored. */
async function compare(repository: EvidenceRepository, text: string): Promise<Finding | null> {
  const { seq } = statementSchema.parse(JSON.parse(text));
  const stored = await repository.anchor(seq);
  if (stored?.statement.trim() === text.trim()) return null;
  return {
    table: 'evidence_anchor',
    problem: stored ? 'changed' : 'removed',
    ref: String(seq),
    caseNumber: null,
    seq,
    because: 'mail',
    detail: null,
  };
}

function report(verdict: Verdict): string[] {
  const rows = Object.entries(verdict.counts).map(([table, count]) => `${String(count)} ${table}`);
  const { lastAnchor } = verdict;
  const last = lastAnchor
    ? `${String(verdict.anchors)} anchors, the last is ${String(lastAnchor.seq)} of ${new Date(lastAnchor.at).toISOString()}, root ${lastAnchor.root}`
    : 'no anchor yet: rows are checked against their chains only';
  return [
    `Looked at ${rows.length === 0 ? 'no rows' : rows.join(', ')}; ${last}.`,
    third(verdict.vouched),
    ...verdict.findings.map((one, index) => `${index === 0 ? 'FIRST BAD ROW' : 'also'}: ${describe(one)}`),
    verdict.intact ? 'INTACT' : `NOT INTACT: ${String(verdict.findings.length)} findings`,
  ];
}

/** Whose word there is for the time, beside that of the installation itself. */
function third(vouched: Verdict['vouched']): string {
  if (vouched === null) return 'No third party vouches for any time.';
  const { seq, stampedAt, authority, fingerprint, trusted } = vouched;
  const who = trusted
    ? 'its certificate leads to one that is trusted'
    : 'its certificate was held against none that is trusted: name some with --tsa-ca';
  return `${authority} vouches that everything up to anchor ${String(seq)} was there at ${new Date(stampedAt).toISOString()} (SHA-256 ${fingerprint}; ${who}).`;
}

function describe({ table, problem, ref, caseNumber, seq, because, detail }: Finding): string {
  const where = caseNumber === null ? '' : `, case ${caseNumber}`;
  return `${table} ${seq === null ? ref : `number ${String(seq)} (${ref})`} was ${problem}${where}: ${because}${detail === null ? '' : ` (${detail})`}`;
}

const started = process.argv[1];
if (started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url)) {
  const environment = environmentWith(join(productRoot(), '.env'));
  process.exitCode = await evidenceCommand(process.argv.slice(2), environment, (line) => console.log(line)).catch(
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      return 2;
    },
  );
}
