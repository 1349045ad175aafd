import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { Client } from '../../support/client.js';
import { TestServer, type ServerOptions } from '../../support/server.js';
import type { People } from './people.js';
import type { Language } from './texts.js';
import { launch, Visitor, type Width } from './visitor.js';

/** One server and one browser for the specs of a file; visitors are closed after each spec and must have had no trouble. */
export class Stage implements People {
  private open: Visitor[] = [];
  private clients = new Map<string, Client>();
  server!: TestServer;
  browser!: Browser;

  constructor(options: ServerOptions = {}) {
    beforeAll(async () => {
      this.browser = await launch();
      this.server = await TestServer.start(options);
    }, 120_000);
    afterAll(async () => {
      await this.browser?.close();
      await this.server?.stop();
    }, 180_000);
    afterEach(async () => {
      const troubles = this.open.flatMap((visitor) => visitor.troubles());
      for (const visitor of this.open.splice(0)) await visitor.close();
      expect(troubles).toEqual([]);
    }, 180_000);
  }

  async visitor(width: Width, language: Language): Promise<Visitor> {
    const visitor = await Visitor.open(this.browser, this.server.url, width, language);
    this.open.push(visitor);
    return visitor;
  }

  /** A visitor who is signed in already. */
  async person(username: string, width: Width, language: Language, path = '/', password?: string): Promise<Visitor> {
    const visitor = await this.visitor(width, language);
    await visitor.enter(username, path, password);
    return visitor;
  }

  /** The same person over HTTP, to set a scene that the spec is not about. */
  async client(username: string): Promise<Client> {
    const known = this.clients.get(username) ?? (await Client.as(this.server.url, username));
    this.clients.set(username, known);
    return known;
  }

  get nobody(): Client {
    return Client.anonymous(this.server.url);
  }

  /** Moves the virtual clock, and waits until the server did what came due. @returns the server's time, epoch ms */
  async advance(by: string): Promise<number> {
    const answer = await (await this.client('admin')).post<{ now: string }>('/api/clock/advance', { by });
    expect(answer.status).toBeLessThan(300);
    return Date.parse(answer.body.now);
  }
}
