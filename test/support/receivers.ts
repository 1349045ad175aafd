import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server and a real HTTP gateway of short messages on loopback, which keep whom they were asked to reach. */
export class Receivers {
  /** Addresses of taken mails, whatever they say. */
  readonly mails: string[] = [];
  readonly texts: string[] = [];
  /** Addresses and mobiles that are refused for good. */
  readonly refused = new Set<string>();
  /** Connections of mail servers that were opened, and the most of them at one moment. */
  readonly connections = { opened: 0, open: 0, mostAtOnce: 0 };
  private readonly smtp: SMTPServer;
  private readonly sms: Server;

  constructor() {
    this.smtp = new SMTPServer({
      authOptional: true,
      hideSTARTTLS: true,
      logger: false,
      onConnect: (_session, done) => {
        const { connections } = this;
        connections.opened += 1;
        connections.open += 1;
        connections.mostAtOnce = Math.max(connections.mostAtOnce, connections.open);
        done();
      },
      onClose: () => void (this.connections.open -= 1),
      onRcptTo: ({ address }, _session, done) => {
        done(this.refused.has(address) ? Object.assign(new Error('refused'), { responseCode: 550 }) : null);
      },
      onData: (stream, session, done) => {
        stream.resume();
        stream.on('end', () => {
          this.mails.push(...session.envelope.rcptTo.map((one) => one.address));
          done();
        });
      },
    });
    this.smtp.on('error', () => undefined);
    this.sms = createServer((request, response) => {
      const mobile = new URL(request.url ?? '/', 'http://localhost').searchParams.get('to') ?? '';
      if (this.refused.has(mobile)) response.statusCode = 500;
      else this.texts.push(mobile);
      response.end('ok');
    });
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.smtp.listen(0, '127.0.0.1', resolve));
    await new Promise<void>((resolve) => this.sms.listen(0, '127.0.0.1', resolve));
  }
  /** SMTP_URL and SMS_URL of a server that sends here. */
  get environment(): { readonly SMTP_URL: string; readonly SMS_URL: string } {
    const port = (server: { address(): AddressInfo | string | null }): string =>
      String((server.address() as AddressInfo).port);
    return {
      SMTP_URL: `smtp://127.0.0.1:${port(this.smtp.server)}?from=service@example.com`,
      SMS_URL: `http://127.0.0.1:${port(this.sms)}/send?to={{mobile}}&text={{text}}`,
    };
  }
  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.smtp.close(() => resolve()));
    this.sms.closeAllConnections();
    await new Promise<void>((resolve) => this.sms.close(() => resolve()));
  }
}
