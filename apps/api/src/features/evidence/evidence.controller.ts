import { Controller, Get, Param, Post, StreamableFile } from '@nestjs/common';
import {
  caseEvidenceSchema,
  emptyBodySchema,
  evidenceAnchorSchema,
  evidenceStateSchema,
  evidenceVerdictSchema,
  type CaseEvidence,
  type EvidenceAnchor,
  type EvidenceState,
  type EvidenceVerdict,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, scopeOf, type SessionUser } from '@pledge/nest';
import { disclosing } from '../personal-data/index.js';
import { evidenceExamples as examples } from './evidence.examples.js';
import { Evidence } from './evidence.service.js';
import { EvidencePacks } from './pack/pack.service.js';

const OVERSEERS = ['manager', 'operator', 'supervisor'] as const;

/** Chains, anchors, packs (Y34). A customer gets those of the own cases. */
@Controller()
export class EvidenceController {
  constructor(
    private readonly evidence: Evidence,
    private readonly packs: EvidencePacks,
  ) {}

  @Get('evidence')
  @Endpoint({
    roles: OVERSEERS,
    summary: { zh: '存证：锚点与证书', en: 'Evidence: anchors and certificates' },
    response: evidenceStateSchema,
    example: { response: examples.state },
  })
  state(): Promise<EvidenceState> {
    return this.evidence.state();
  }

  @Post('evidence/verify')
  @Endpoint({
    roles: OVERSEERS,
    status: 200,
    summary: { zh: '立即核验全部记录', en: 'Verify every record now' },
    body: emptyBodySchema,
    response: evidenceVerdictSchema,
    example: { body: {}, response: examples.verdict },
  })
  verify(): Promise<EvidenceVerdict> {
    return this.evidence.verify();
  }

  @Post('evidence/anchors')
  @Endpoint({
    roles: OVERSEERS,
    summary: { zh: '立即锚定', en: 'Anchor now' },
    body: emptyBodySchema,
    response: evidenceAnchorSchema,
    example: { body: {}, response: examples.anchor },
  })
  anchor(): Promise<EvidenceAnchor> {
    return this.evidence.anchor();
  }

  @Get('cases/:number/evidence')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '工单的存证状态', en: 'Evidence of a case' },
    response: caseEvidenceSchema,
    example: { response: examples.ofCase },
  })
  ofCase(@Param('number') number: string, @CurrentUser() user: SessionUser): Promise<CaseEvidence> {
    return this.evidence.ofCase(number, scopeOf(user));
  }

  @Post('cases/:number/evidence/verify')
  @Endpoint({
    roles: 'authenticated',
    status: 200,
    summary: { zh: '立即核验工单的记录', en: 'Verify the records of a case now' },
    body: emptyBodySchema,
    response: evidenceVerdictSchema,
    example: { body: {}, response: examples.verdict },
  })
  verifyCase(@Param('number') number: string, @CurrentUser() user: SessionUser): Promise<EvidenceVerdict> {
    return this.evidence.verifyCase(number, scopeOf(user));
  }

  @Post('cases/:number/evidence/anchor')
  @Endpoint({
    roles: 'authenticated',
    status: 200,
    summary: { zh: '导出前锚定', en: 'Anchor before an export' },
    body: emptyBodySchema,
    response: caseEvidenceSchema,
    example: { body: {}, response: examples.ofCase },
  })
  async anchorCase(@Param('number') number: string, @CurrentUser() user: SessionUser): Promise<CaseEvidence> {
    const scope = scopeOf(user);
    await this.evidence.ofCase(number, scope);
    await this.evidence.anchor();
    return this.evidence.ofCase(number, scope);
  }

  @Get('cases/:number/evidence/pack')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '工单的证据包（ZIP）', en: 'Evidence pack of a case (ZIP)' },
    produces: 'application/zip',
  })
  async pack(@Param('number') number: string, @CurrentUser() user: SessionUser): Promise<StreamableFile> {
    const { name, bytes, partyId } = await this.packs.make(number, scopeOf(user));
    const answer = new StreamableFile(bytes, {
      type: 'application/zip',
      length: bytes.length,
      disposition: `attachment; filename="${name}.zip"`,
    });
    return disclosing(answer, { kind: 'evidence-pack', partyId, ref: number });
  }
}
