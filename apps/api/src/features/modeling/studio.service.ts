import { Inject, Injectable } from '@nestjs/common';
import {
  STUDIO_KINDS,
  type DraftView,
  type ShippedOffer,
  type StudioContent,
  type StudioKind,
  type StudioResource,
  type StudioVersion,
} from '@pledge/contracts';
import { PLATFORM_OPTIONS, PROCESS_ENGINE, type PlatformOptions } from '@pledge/nest';
import { Problem, type DefinitionRow, type ProcessEngine, type ResourceRow } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import { productRoot } from '../../root.js';
import { shippedFiles, shippedFingerprint } from '../../shipped.js';
import { DraftsService, DraftViews } from '../drafts/index.js';
import { UsersDirectory } from '../users/index.js';
import { ModelingService } from './modeling.service.js';

/** A published version of any kind. */
interface VersionRow {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly source: 'shipped' | 'administrator';
  readonly deploymentId: string;
  readonly deployedAt: number;
  readonly content: string;
  readonly status: 'active' | 'blocked' | 'suspended';
  readonly blockedReason: string | null;
}

const ofDefinition = (row: DefinitionRow): VersionRow => ({ ...row, content: row.xml });
const ofResource = (row: ResourceRow): VersionRow => ({ ...row, status: 'active', blockedReason: null });

/** Everything that is data, of all kinds alike: what there is, its versions, who made them, what is being changed. */
@Injectable()
export class StudioService {
  private offered: { readonly state: string; readonly offers: readonly ShippedOffer[] } | null = null;

  constructor(
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions,
    private readonly modeling: ModelingService,
    private readonly drafts: DraftsService,
    private readonly draftViews: DraftViews,
    private readonly directory: UsersDirectory,
  ) {}

  /** Newest versions and drafts, by kind and name. */
  async resources(): Promise<StudioResource[]> {
    const [names, drafts, rules] = await Promise.all([
      this.modeling.names(),
      this.draftViews.list({}),
      this.drafts.repository.rules(),
    ]);
    const lines: StudioResource[] = [];
    for (const kind of STUDIO_KINDS) {
      const rows = await this.newest(kind);
      const people = await this.people(rows);
      const draftOf = (key: string): DraftView | null =>
        drafts.find((draft) => draft.kind === kind && draft.key === key) ?? null;
      const reviewRequired = (key: string): boolean => rules.some((rule) => rule.kind === kind && rule.key === key);
      for (const row of rows) {
        const name = names[kind].get(row.key) ?? { zh: row.key, en: row.key };
        lines.push({
          kind,
          key: row.key,
          zh: name.zh,
          en: name.en,
          version: row.version,
          source: row.source,
          deployedBy: people.get(row.deploymentId) ?? null,
          deployedAt: this.iso(row.deployedAt),
          status: row.status,
          blockedReason: row.blockedReason,
          reviewRequired: reviewRequired(row.key),
          draft: draftOf(row.key),
        });
      }
      for (const draft of drafts)
        if (draft.kind === kind && !rows.some((row) => row.key === draft.key))
          lines.push({
            kind,
            key: draft.key,
            zh: draft.title || draft.key,
            en: draft.title || draft.key,
            version: 0,
            source: null,
            deployedBy: null,
            deployedAt: null,
            status: null,
            blockedReason: null,
            reviewRequired: reviewRequired(draft.key),
            draft,
          });
    }
    return lines;
  }

  /** Newest first; empty for a key that was never published. */
  async versions(kind: StudioKind, key: string): Promise<StudioVersion[]> {
    const rows = await this.all(kind, key);
    const [people, notes] = await Promise.all([this.people(rows), this.drafts.repository.publications(kind, key)]);
    return rows.map((row) => {
      const note = notes.find((each) => each.version === row.version);
      return {
        id: row.id,
        version: row.version,
        source: row.source,
        deployedBy: people.get(row.deploymentId) ?? '',
        deployedAt: this.iso(row.deployedAt),
        note: note?.note ?? '',
        approvedBy: note?.approvedBy ?? null,
      };
    });
  }

  /** @throws Problem RESOURCE_UNKNOWN */
  async content(kind: StudioKind, key: string, version?: number): Promise<StudioContent> {
    const rows = await this.all(kind, key);
    const row = version === undefined ? rows[0] : rows.find((each) => each.version === version);
    if (!row) throw new Problem('not-found', 'RESOURCE_UNKNOWN', { key: `${kind}/${key}` });
    return { version: row.version, content: row.content };
  }

  /**
   * Shipped versions that were not taken because an administrator had changed the resource (design D9). Reading and checking
   * all that is shipped takes a moment, so the answer is kept until something is deployed.
   */
  async offers(): Promise<readonly ShippedOffer[]> {
    const root = productRoot();
    const newest = await Promise.all(STUDIO_KINDS.map((kind) => this.newest(kind)));
    const latest = Math.max(0, ...newest.flat().map((row) => row.deployedAt));
    const state = `${shippedFingerprint(root)} ${latest} ${newest.flat().length}`;
    if (this.offered?.state !== state) this.offered = { state, offers: await this.readOffers(root) };
    return this.offered.offers;
  }

  private async readOffers(root: string): Promise<ShippedOffer[]> {
    const resources = shippedFiles(root);
    const { findings } = await this.engine.deploy({
      name: 'shipped',
      resources,
      source: 'shipped',
      deployedBy: 'system',
      dryRun: true,
    });
    return findings.flatMap(({ rule, resource, detail }) => {
      const what = detail as { kind: StudioKind; key: string } | undefined;
      if (rule !== 'shipped-version-available' || what === undefined) return [];
      if (what.kind === 'template') {
        const prefix = `templates/${what.key}/`;
        const files = resources.filter((file) => file.name.startsWith(prefix));
        const bundle = Object.fromEntries(files.map((file) => [file.name.slice(prefix.length), file.content]));
        return [{ ...what, content: JSON.stringify(bundle) }];
      }
      const file =
        resources.find((each) => each.name === resource) ??
        resources.find((each) => each.name.endsWith('.dmn') && each.content.includes(`id="${what.key}"`));
      return file ? [{ ...what, content: file.content }] : [];
    });
  }

  private async newest(kind: StudioKind): Promise<VersionRow[]> {
    if (kind === 'process') return (await this.engine.listDefinitions({ latestOnly: true })).map(ofDefinition);
    return (await this.engine.listResources(kind)).map(ofResource);
  }

  private async all(kind: StudioKind, key: string): Promise<VersionRow[]> {
    if (kind !== 'process') return (await this.engine.listResourceVersions(kind, key)).map(ofResource);
    const rows = (await this.engine.listDefinitions({ key })).map(ofDefinition);
    return rows.sort((a, b) => b.version - a.version);
  }

  /** Display name of who deployed, by deployment. */
  private async people(rows: readonly VersionRow[]): Promise<ReadonlyMap<string, string>> {
    const deployments = await this.engine.findDeployments([...new Set(rows.map((row) => row.deploymentId))]);
    const names = new Map<string, string>();
    for (const { deployedBy } of deployments)
      if (!names.has(deployedBy)) names.set(deployedBy, await this.directory.displayName(deployedBy));
    return new Map(deployments.map(({ id, deployedBy }) => [id, names.get(deployedBy) ?? deployedBy]));
  }

  private readonly iso = (ms: number): string => toIso(ms, this.options.zone);
}
