import { Injectable } from '@nestjs/common';
import type { LiveEvent } from '@pledge/contracts';
import type { Scope } from '../authorization/scope.js';
import { CaseParties, type CaseParty } from './case-parties.js';

/** What is published: without data, clients refetch. */
export interface LiveEventInput {
  readonly type: string;
  readonly caseNumber?: string;
  readonly taskId?: string;
}

interface Stream {
  /** Session the stream belongs to. The web apps share one stream among all tabs; `STREAMS_PER_BROWSER` is the limit. */
  readonly browser: string;
  readonly scope: Scope;
  send(event: LiveEvent): void;
  close(): void;
}

/** How many events a reconnecting browser can catch up on; beyond it is told to refetch everything. */
const BUFFER_SIZE = 1_000;
/** Room for a tab that takes over while the old stream is not closed yet; beyond it the oldest ends. */
export const STREAMS_PER_BROWSER = 4;

/**
 * Tells browsers what changed (contracts: `GET /api/events`). Call `publish` after the commit. Events live in memory:
 * ids start with the id of this run of the server, so that a browser that knew another run refetches everything.
 */
@Injectable()
export class LiveEvents {
  private readonly epoch = Math.floor(performance.timeOrigin).toString(36);
  private seq = 0;
  private readonly buffer: LiveEvent[] = [];
  private readonly streams = new Set<Stream>();

  constructor(private readonly parties: CaseParties) {}

  /** The cases feature says who may see events of a case; until then customers get none. */
  registerCaseParty(caseParty: CaseParty): void {
    this.parties.register(caseParty);
  }

  /** Sends the event to everybody who may see it. Never throws and is never awaited. */
  publish(input: LiveEventInput): void {
    const event: LiveEvent = { id: `${this.epoch}-${++this.seq}`, ...input };
    this.buffer.push(event);
    if (this.buffer.length > BUFFER_SIZE) this.buffer.shift();
    for (const stream of this.streams) this.deliver(stream, event);
  }

  /** Opens a stream, sending first what came after `lastEventId`. Returns the function that closes it. */
  subscribe(stream: Stream, lastEventId?: string): () => void {
    const others = [...this.streams].filter((other) => other.browser === stream.browser);
    for (const other of others.slice(0, Math.max(0, others.length - STREAMS_PER_BROWSER + 1))) {
      this.streams.delete(other);
      other.close();
    }
    this.streams.add(stream);
    if (lastEventId) {
      for (const event of this.since(lastEventId)) this.deliver(stream, event);
    }
    return () => this.streams.delete(stream);
  }

  /** Number of open streams, for the metrics. */
  get open(): number {
    return this.streams.size;
  }

  /** Ends every stream: the server stops. */
  closeAll(): void {
    for (const stream of this.streams) stream.close();
    this.streams.clear();
  }

  private since(lastEventId: string): readonly LiveEvent[] {
    const [epoch, seqText] = lastEventId.split('-');
    const seq = Number(seqText);
    const first = this.buffer.length === 0 ? this.seq + 1 : this.seq - this.buffer.length + 1;
    if (epoch !== this.epoch || !Number.isInteger(seq) || seq + 1 < first) {
      return [{ id: `${this.epoch}-${this.seq}`, type: 'refetch' }];
    }
    return this.buffer.slice(seq + 1 - first);
  }

  private deliver(stream: Stream, event: LiveEvent): void {
    if (stream.scope.kind === 'provider' || event.type === 'refetch') return stream.send(event);
    if (!event.caseNumber) return;
    const partyId = stream.scope.partyId;
    const known = this.parties.cached(event.caseNumber);
    if (known !== undefined) {
      if (known === partyId) stream.send(event);
      return;
    }
    void this.parties.partyOf(event.caseNumber).then((party) => {
      if (party === partyId && this.streams.has(stream)) stream.send(event);
    });
  }
}
