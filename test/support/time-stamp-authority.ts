import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** How the authority behaves: well, or in one of the ways in which an authority, or whoever stands between, can fail. */
export type AuthorityMood =
  'well' | 'other-nonce' | 'other-imprint' | 'refusal' | 'http-500' | 'silence' | 'garbage' | 'endless';

const run = promisify(execFile);
const CONFIG = `
[req]
distinguished_name = dn
prompt = no
[dn]
CN = replaced by -subj
[ca]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[stamping]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[well]
serial = serial
signer_cert = tsa.pem
certs = ca.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
[refusal]
serial = serial
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha512
`;

/** A real time-stamping authority on loopback: `openssl ts -reply` behind HTTP, with a CA of its own. */
export class TimeStampAuthority {
  mood: AuthorityMood = 'well';
  /** Questions so far. */
  asked = 0;
  /** Headers of the last question. */
  headers: Readonly<Record<string, unknown>> = {};
  private queue: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly folder: string,
    private readonly server: Server,
    readonly url: string,
  ) {}

  /** @param name common name of the authority; its CA is `<name> CA` */
  static async start(name = 'Loopback TSA'): Promise<TimeStampAuthority> {
    const folder = mkdtempSync(join(tmpdir(), 'pledge-tsa-'));
    writeFileSync(join(folder, 'ts.cnf'), CONFIG);
    const openssl = (...args: string[]): Promise<unknown> => run('openssl', args, { cwd: folder });
    const request = ['-config', 'ts.cnf', '-newkey', 'rsa:2048', '-nodes'];
    const ca = ['-x509', '-extensions', 'ca', '-days', '3650', '-keyout', 'ca.key', '-out', 'ca.pem'];
    await openssl('req', ...request, ...ca, '-subj', `/CN=${name} CA`);
    await openssl('req', ...request, '-keyout', 'tsa.key', '-out', 'tsa.csr', '-subj', `/CN=${name}`);
    const issuer = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-set_serial', '2', '-days', '3600'];
    const made = ['-extfile', 'ts.cnf', '-extensions', 'stamping', '-out', 'tsa.pem'];
    await openssl('x509', '-req', '-in', 'tsa.csr', ...issuer, ...made);
    writeFileSync(join(folder, 'serial'), '01\n');
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const authority = new TimeStampAuthority(folder, server, `http://127.0.0.1:${String(port)}/tsr`);
    server.on('request', (incoming, outgoing) => {
      const parts: Buffer[] = [];
      incoming.on('data', (part: Buffer) => parts.push(part));
      incoming.on('end', () => {
        authority.asked += 1;
        authority.headers = incoming.headers;
        const { mood } = authority;
        if (mood === 'silence') return;
        if (mood === 'http-500') return void outgoing.writeHead(500).end('no time today');
        outgoing.setHeader('Content-Type', 'application/timestamp-reply');
        if (mood === 'garbage') return void outgoing.end('<html>welcome to the hotel</html>');
        if (mood === 'endless') return void outgoing.end(Buffer.alloc(100_000));
        authority.reply(Buffer.concat(parts), mood).then(
          (answer) => outgoing.end(answer),
          () => outgoing.writeHead(503).end(),
        );
      });
    });
    return authority;
  }

  /** Certificate of its CA: what a verifier has to trust. */
  get caFile(): string {
    return join(this.folder, 'ca.pem');
  }

  /** Its own key and certificate, PEM. */
  get key(): string {
    return readFileSync(join(this.folder, 'tsa.key'), 'utf8');
  }
  get certificate(): string {
    return readFileSync(join(this.folder, 'tsa.pem'), 'utf8');
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** What `openssl ts -verify` says of a token over some data, by the CA of this authority. */
  async verify(token: Buffer, data: Buffer): Promise<string> {
    writeFileSync(join(this.folder, 'verify.tst'), token);
    writeFileSync(join(this.folder, 'verify.dat'), data);
    const args = ['ts', '-verify', '-data', 'verify.dat', '-in', 'verify.tst', '-token_in', '-CAfile', 'ca.pem'];
    const { stdout, stderr } = await run('openssl', args, { cwd: this.folder }).catch(
      (error: unknown) => error as { stdout: string; stderr: string },
    );
    return stdout + stderr;
  }

  /** The same time, signed by somebody else: what `openssl ts` itself refuses to make. `named`: the signature names its certificate. */
  async signedBy(token: Buffer, key: string, certificate: string, named: boolean): Promise<Buffer> {
    const file = (name: string): string => join(this.folder, name);
    writeFileSync(file('real.tst'), token);
    writeFileSync(file('other.pem'), key + certificate);
    const content = ['-in', 'real.tst', '-inform', 'DER', '-noverify', '-binary', '-out', 'time.der'];
    await run('openssl', ['cms', '-verify', ...content], { cwd: this.folder });
    const signed = ['-in', 'time.der', '-binary', '-nodetach', '-md', 'sha256', '-signer', 'other.pem'];
    const shape = ['-econtent_type', 'id-smime-ct-TSTInfo', '-outform', 'DER', '-out', 'other.tst'];
    await run('openssl', ['cms', '-sign', ...signed, ...(named ? ['-cades'] : []), ...shape], { cwd: this.folder });
    return readFileSync(file('other.tst'));
  }

  /** One after another: openssl counts its answers in a file. */
  private reply(query: Buffer, mood: AuthorityMood): Promise<Buffer> {
    const answer = async (): Promise<Buffer> => {
      writeFileSync(join(this.folder, 'query.tsq'), bent(query, mood));
      const section = mood === 'refusal' ? mood : 'well';
      const args = ['ts', '-reply', '-config', 'ts.cnf', '-section', section];
      await run('openssl', [...args, '-queryfile', 'query.tsq', '-out', 'reply.tsr'], { cwd: this.folder });
      return readFileSync(join(this.folder, 'reply.tsr'));
    };
    const next = this.queue.then(answer, answer);
    this.queue = next.catch(() => undefined);
    return next;
  }
}

/** The question with one bit changed: in what is to be stamped, or in the number that the answer repeats. */
function bent(query: Buffer, mood: AuthorityMood): Buffer {
  const changed = Buffer.from(query);
  const digest = query.indexOf(Buffer.from([0x04, 0x20])) + 2;
  // Behind the digest: INTEGER, 8 bytes.
  const place = mood === 'other-imprint' ? digest : mood === 'other-nonce' ? digest + 32 + 2 + 7 : null;
  if (place !== null) changed[place] = (changed[place] ?? 0) ^ 1;
  return changed;
}
