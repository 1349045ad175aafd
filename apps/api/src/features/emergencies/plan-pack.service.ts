import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EmergencyPack } from '@pledge/contracts';
import { CLOCK, PROVIDER_SCOPE, UNIT_OF_WORK, storeAnswer } from '@pledge/nest';
import type { Clock, Transaction, UnitOfWork } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import { v7 } from 'uuid';
import { canonicalJson } from '../cases/index.js';
import { ContractsService, PROVIDER_ZONE } from '../contracts/index.js';
import {
  DocumentsService,
  PEOPLE,
  PUBLIC_URL,
  documentProblem,
  type PeoplePort,
  type Person,
  type PreparedDocument,
} from '../documents/index.js';
import { NotificationsService } from '../notifications/index.js';
import type { EmergencyPackEntity, EmergencyPlanEntity } from './emergencies.entity.js';
import { PlanModels } from './plan-models.js';
import { PLAN_KEEPERS, Plans } from './plans.service.js';
import { PlansRepository } from './plans.repository.js';
import { Reach } from './reach.service.js';

const TEMPLATE = 'emergency-pack';
const MOST_CUSTOMERS = 500;

/** A pack that says something else than the last one, printed, not yet stored. */
export interface PreparedPack {
  readonly document: PreparedDocument;
  readonly fingerprint: string;
  /** Who gets it by mail; nobody for the very first one, which holds what was shipped. */
  readonly keepers: readonly Person[];
}

/**
 * The plans on paper, for the hour in which Pledge itself is down: every plan in force with its steps, limits, people and
 * telephone numbers. It is printed anew whenever that changes, and mailed to those who keep the plans (Y12, S3-30).
 */
@Injectable()
export class PlanPack {
  constructor(
    private readonly repository: PlansRepository,
    private readonly plans: Plans,
    private readonly reach: Reach,
    private readonly contracts: ContractsService,
    private readonly documents: DocumentsService,
    private readonly notifications: NotificationsService,
    @Inject(PEOPLE) private readonly people: PeoplePort,
    private readonly models: PlanModels,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
  ) {}

  /** The newest pack, and whether it still says what holds. */
  async view(): Promise<EmergencyPack> {
    const newest = await this.repository.newestPack();
    return packView(newest, newest?.fingerprint === fingerprintOf(await this.content()));
  }

  /** Prints a pack now where the last one is out of date. @throws Problem of the document where it cannot be printed */
  async renew(): Promise<EmergencyPack> {
    for (;;) {
      const prepared = await this.prepare().catch((error: unknown) => {
        throw documentProblem(error);
      });
      const pack = await this.unitOfWork.run(async (tx) => {
        if (prepared !== null && !(await this.apply(tx, prepared))) return null;
        const view = packView(await this.repository.newestPack(tx), true);
        await storeAnswer(tx, view);
        return view;
      });
      if (pack !== null) return pack;
    }
  }

  /** Outside of a transaction. null: the newest pack says it all. */
  async prepare(): Promise<PreparedPack | null> {
    const content = await this.content();
    const fingerprint = fingerprintOf(content);
    const newest = await this.repository.newestPack();
    if (newest?.fingerprint === fingerprint) return null;
    const now = this.clock.now();
    const document = await this.documents.render(
      TEMPLATE,
      { ...content, printedAt: toIso(now, PROVIDER_ZONE) },
      {
        id: v7(),
        caseNumber: null,
        partyId: null,
        mode: 'live',
        language: 'zh-CN',
        createdBy: null,
        now,
        number: numberOf(seqAfter(newest)),
        url: `${this.publicUrl}/emergencies/plans`,
      },
    );
    const keepers = newest === null ? [] : await this.keepers();
    return { document, fingerprint, keepers };
  }

  /** false: another pack took the number meanwhile and says something else; it has to be prepared again. */
  async apply(tx: Transaction, { document, fingerprint, keepers }: PreparedPack): Promise<boolean> {
    const { id, number, title, sha256, createdAt } = document;
    const newest = await this.repository.newestPack(tx);
    // plans that change in one moment are printed by jobs that run side by side: the first one said it all
    if (newest?.fingerprint === fingerprint) return true;
    const seq = seqAfter(newest);
    if (number !== numberOf(seq)) return false;
    await this.documents.store(tx, document);
    await this.repository.addPack(tx, { documentId: id, seq, number, sha256, fingerprint, createdAt });
    if (keepers.length === 0) return true;
    await this.notifications.enqueue(tx, {
      source: `emergency-pack:${id}`,
      template: TEMPLATE,
      mode: 'live',
      caseNumber: null,
      people: keepers,
      attachments: [{ documentId: id, fileName: `${number}.pdf` }],
      facts: { document: { number, title }, url: `${this.publicUrl}/emergencies/plans` },
    });
    return true;
  }

  private async keepers(): Promise<Person[]> {
    const found = (await Promise.all(PLAN_KEEPERS.map((role) => this.people.byRole(role)))).flat();
    return [...new Map(found.map((person) => [person.username, person])).values()];
  }

  /** What the pack says, without anything that only time changes: the same content, the same pack. */
  private async content(): Promise<{ readonly zone: string } & Record<string, unknown>> {
    const rows = await this.repository.latest();
    const customers = (await this.contracts.parties(PROVIDER_SCOPE, undefined, MOST_CUSTOMERS)).items.filter(
      (party) => party.kind === 'customer',
    );
    return {
      zone: PROVIDER_ZONE,
      provider: { name: await this.contracts.providerName() },
      plans: await Promise.all(rows.map((row) => this.plan(row))),
      customers: await Promise.all(
        customers.map(async ({ id, name }) => ({
          name,
          people: (await this.people.byParty(id)).map(({ displayName, mobile, mail }) => ({
            name: displayName,
            mobile,
            mail,
          })),
        })),
      ),
    };
  }

  private async plan(row: EmergencyPlanEntity): Promise<Record<string, unknown>> {
    const { content } = row;
    const signed = await this.repository.agreements(row.planKey, row.version);
    const contacts = await this.reach.contactsOf(content, { partyId: null, simulated: null });
    return {
      name: content.name.zh,
      version: row.version,
      hash: row.contentHash,
      source: content.source,
      proposal: content.proposal && !this.plans.isAgreed(signed),
      agreed: this.plans.isAgreed(signed),
      trigger: content.trigger.zh,
      start: content.start.zh,
      measures: content.measures.zh,
      recovery: content.recovery.zh,
      prevention: content.prevention.zh,
      substitutes: content.substitutes.map((one) => one.zh),
      resources: content.resources.map((one) => ({ name: one.name.zh, place: one.place.zh })),
      goals: content.goals.map((goal) => ({ ...goal, service: goal.service.zh })),
      notices: Object.entries(content.notices).map(([kind, text]) => ({ kind, text: text.zh })),
      readiness: content.readiness.map((item) => ({
        name: item.name.zh,
        source: item.source,
        everyDays: item.everyDays,
      })),
      people: contacts.map(({ name, duty, mobile, mail, channels }) => ({
        name,
        duty: duty.zh,
        mobile,
        mail,
        channels,
      })),
      steps: await this.steps(row),
    };
  }

  /** The steps that people do, in the order of the model, with who may do them and the limit of the plan. */
  private async steps({ planKey, content }: EmergencyPlanEntity): Promise<Record<string, unknown>[]> {
    const model = await this.models.latest(planKey);
    return [...(model?.nodes.values() ?? [])]
      .filter((node) => node.type === 'userTask')
      .map((node) => ({
        name: node.name ?? node.id,
        lane: model?.lanes.find((lane) => lane.nodes.includes(node.id))?.name ?? null,
        limit: content.steps[node.id] ?? null,
      }));
  }
}

const seqAfter = (newest: EmergencyPackEntity | null): number => (newest?.seq ?? 0) + 1;
const numberOf = (seq: number): string => `YA-${String(seq).padStart(4, '0')}`;
const fingerprintOf = (content: unknown): string => createHash('sha256').update(canonicalJson(content)).digest('hex');

function packView(newest: EmergencyPackEntity | null, current: boolean): EmergencyPack {
  return {
    current: newest !== null && current,
    document:
      newest === null
        ? null
        : {
            id: newest.documentId,
            number: newest.number,
            sha256: newest.sha256,
            createdAt: toIso(newest.createdAt, PROVIDER_ZONE),
          },
  };
}
