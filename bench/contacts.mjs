/**
 * 200 contacts of one plan, half by mail and half by short message, to a real SMTP server and a real HTTP gateway on
 * loopback: from the click (`POST /api/emergencies`) to the moment each has the message. The floor is the same 200
 * messages sent bare, as many side by side, from a process that knows no database and no plan. The server is the built
 * product in a process of its own; floor, receivers and click share this one.
 */
import { createServer } from 'node:http';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';
import { databaseKinds, freshDatabase, median, ms, percentile } from './engine.mjs';
import { agent, call, startServer } from './server.mjs';

const CONTACTS = Number(process.env.BENCH_CONTACTS ?? 200);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const PARALLEL = 16;
const json = process.argv.includes('--json');
const mailOf = (n) => `contact${n}@bench.example`;
const mobileOf = (n) => `139${String(n).padStart(8, '0')}`;

/** When each address got how many messages; `all()` resolves when `count` addresses have one. */
class Arrivals {
  at = new Map();
  repeats = 0;
  waiting = null;
  arrived(address) {
    if (!/@bench\.example$|^139\d{8}$/.test(address)) return;
    if (this.at.has(address)) this.repeats++;
    else this.at.set(address, performance.now());
    if (this.waiting && this.at.size >= this.waiting.count) this.waiting.done();
  }
  reset() {
    this.at = new Map();
    this.repeats = 0;
  }
  all(count) {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${this.at.size} of ${count} arrived in two minutes`)), 120_000);
      const done = () => {
        clearTimeout(late);
        this.waiting = null;
        resolve();
      };
      this.waiting = { count, done };
      if (this.at.size >= count) done();
    });
  }
}
const arrivals = new Arrivals();
const listening = (server) =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.server ?? server).address().port)));
const smtp = new SMTPServer({
  authOptional: true,
  hideSTARTTLS: true,
  logger: false,
  onData(stream, session, done) {
    stream.resume();
    stream.on('end', () => {
      for (const { address } of session.envelope.rcptTo) arrivals.arrived(address);
      done();
    });
  },
});
smtp.on('error', () => undefined);
const sms = createServer((request, response) => {
  arrivals.arrived(new URL(request.url, 'http://localhost').searchParams.get('to') ?? '');
  response.end('ok');
});
const smtpUrl = `smtp://127.0.0.1:${await listening(smtp)}?from=service@example.com`;
const smsUrl = `http://127.0.0.1:${await listening(sms)}/send`;

/** ms of `CONTACTS` bare messages. */
async function floor() {
  arrivals.reset();
  const transport = createTransport({ url: smtpUrl, pool: true, maxConnections: PARALLEL });
  const began = performance.now();
  const mails = Array.from({ length: CONTACTS / 2 }, (_, n) =>
    transport.sendMail({
      from: 'a@b.example',
      to: mailOf(n),
      subject: 'OA is down',
      text: 'x'.repeat(600),
      html: `<p>${'x'.repeat(900)}</p>`,
    }),
  );
  let next = CONTACTS / 2;
  const texts = Array.from({ length: PARALLEL }, async () => {
    while (next < CONTACTS) await (await fetch(`${smsUrl}?to=${mobileOf(next++)}&text=${'x'.repeat(300)}`)).text();
  });
  await Promise.all([...mails, ...texts, arrivals.all(CONTACTS)]);
  const took = Math.max(...arrivals.at.values()) - began;
  transport.close();
  return took;
}

/** The built product that sends to the receivers here, and requests of its administrator. */
async function openServer(databaseUrl) {
  const { port, stop } = await startServer(databaseUrl, {
    SMTP_URL: smtpUrl,
    SMS_URL: `${smsUrl}?to={{mobile}}&text={{text}}`,
  });
  const who = { username: 'admin', password: 'pledge-demo' };
  const { accessToken } = await call(port, null, 'POST', '/api/auth/login', who);
  return {
    stop,
    call: (method, path, body) =>
      call(port, accessToken, method, path, body, method === 'GET' ? {} : { 'idempotency-key': crypto.randomUUID() }),
  };
}

/** A plan whose contacts are ours alone. */
async function preparePlan(ask) {
  const path = '/api/emergency-plans/emergency-oa';
  const { content, version } = await ask('GET', path);
  const duty = { zh: '联系人', en: 'Contact' };
  const contacts = Array.from({ length: CONTACTS }, (_, n) => ({
    id: `c${n}`,
    duty,
    side: 'customer',
    name: `Contact ${n}`,
    mail: mailOf(n),
    mobile: mobileOf(n),
    channels: n < CONTACTS / 2 ? ['mail', 'sms'] : ['sms', 'mail'],
  }));
  await ask('PUT', path, { basedOn: version, content: { ...content, contacts, failedChannels: [] } });
}

const REPORT = { cause: 'oa', scope: 'institution', impact: 'high', urgency: 'high', planKey: 'emergency-oa' };
const results = [];
for (const kind of databaseKinds()) {
  const database = await freshDatabase(kind);
  const server = await openServer(database.url);
  await preparePlan(server.call);
  const rounds = [];
  const floors = [];
  // The first of each is a warm-up.
  for (let round = 0; round <= ROUNDS; round++) {
    const bare = await floor();
    arrivals.reset();
    const began = performance.now();
    const click = server.call('POST', '/api/emergencies', { ...REPORT, title: `Bench ${round}` });
    await arrivals.all(CONTACTS);
    const times = [...arrivals.at.values()].map((at) => at - began);
    const { number } = await click;
    // Told on the screen: who was reached is what people look at.
    let reached = 0;
    let known = 0;
    while (reached < CONTACTS && known < 60_000) {
      const { contacts } = await server.call('GET', `/api/emergencies/${number}`);
      reached = contacts.filter((contact) => contact.kind === 'alert' && contact.state === 'reached').length;
      known = performance.now() - began;
    }
    if (round === 0) continue;
    floors.push(bare);
    rounds.push({ p50: percentile(times, 0.5), last: Math.max(...times), known, repeats: arrivals.repeats });
  }
  const last = median(rounds.map((round) => round.last));
  results.push({
    database: kind,
    contacts: CONTACTS,
    'half after ms': ms(median(rounds.map((round) => round.p50))),
    'all after ms': ms(last),
    'all shown as reached after ms': ms(median(rounds.map((round) => round.known))),
    'worst round ms': ms(Math.max(...rounds.map((round) => round.last))),
    'told twice': rounds.reduce((sum, round) => sum + round.repeats, 0),
    'floor ms': ms(median(floors)),
    ratio: Number((median(floors) / last).toFixed(2)),
  });
  await server.stop();
  await database.drop();
}
agent.destroy();
await new Promise((resolve) => smtp.close(resolve));
sms.closeAllConnections();
await new Promise((resolve) => sms.close(resolve));
if (json) process.stdout.write(`${JSON.stringify({ contacts: results })}\n`);
else {
  console.log(`\n${CONTACTS} contacts of one emergency, from the click to the message: median of ${ROUNDS} rounds.\n`);
  for (const row of results) console.log(row);
}
