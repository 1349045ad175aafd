import { Inject } from '@nestjs/common';
import type { Variables } from '@pledge/engine';
import { Delegate, PROCESS_ENGINE } from '@pledge/nest';
import type { Delegate as DelegateContract, DelegateContext, ProcessEngine, Transaction } from '@pledge/runtime';
import { caseData, timeline } from './case-data.js';
import { DocumentsService, type PreparedDocument } from './documents.service.js';
import { CASE_FACTS, PEOPLE, type CaseFactsPort, type PeoplePort } from './ports.js';
import { TemplateCatalog } from './templating/template-catalog.js';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * `render-document`: header `template`; out `documentId`. The report's three parts (S4-07) come from the variables
 * `cause`, `process`, `prevention`; everything else about the case from the case itself.
 */
@Delegate('render-document')
export class RenderDocumentDelegate implements DelegateContract<PreparedDocument> {
  constructor(
    private readonly documents: DocumentsService,
    private readonly catalog: TemplateCatalog,
    @Inject(CASE_FACTS) private readonly cases: CaseFactsPort,
    @Inject(PEOPLE) private readonly people: PeoplePort,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
  ) {}

  async prepare(context: DelegateContext): Promise<PreparedDocument> {
    const template = context.headers['template'];
    if (template === undefined) throw new Error('the header "template" is missing');
    const caseNumber = context.businessKey ?? text(context.variables['caseNumber']);
    const facts = await this.cases.find(caseNumber);
    if (!facts) throw new Error(`there is no case ${caseNumber}`);
    const language = 'zh-CN';
    const engineer = text(context.variables['engineer']) || (facts.owner ?? '');
    const { author, reviewer } = await this.signers(context.instanceId, engineer);
    const people = await this.people.byUsernames(
      [...new Set([...facts.events.map((event) => event.actor), engineer, author, reviewer])].filter(
        (name) => name !== '' && name !== 'system',
      ),
    );
    const nameOf = (username: string): string =>
      people.find((person) => person.username === username)?.displayName ?? username;
    const labels = this.catalog.labels(language);
    const data = {
      ...caseData(facts, language),
      variables: context.variables,
      engineer: { name: nameOf(engineer) },
      report: {
        cause: text(context.variables['cause']),
        process: text(context.variables['process']),
        prevention: text(context.variables['prevention']),
      },
      timeline: timeline(facts, people, labels['event'] ?? {}),
      author: nameOf(author),
      reviewer: nameOf(reviewer),
    };
    return this.documents.render(template, data, {
      id: context.jobId,
      caseNumber: facts.number,
      partyId: facts.partyId,
      mode: context.mode,
      language,
      createdBy: engineer === '' ? null : engineer,
      now: context.now,
    });
  }

  /** Who wrote and who reviewed: the people of the first and the last completed task of the instance that renders. */
  private async signers(instanceId: string, engineer: string): Promise<{ author: string; reviewer: string }> {
    const { items } = await this.engine.listTasks({ instanceId, state: 'completed', limit: 200 });
    const tasks = items.toSorted((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0));
    const last = tasks[tasks.length - 1];
    const author = tasks.findLast((task) => task.elementId !== last?.elementId)?.completedBy ?? engineer;
    return { author, reviewer: tasks.length < 2 ? '' : (last?.completedBy ?? '') };
  }

  async apply(tx: Transaction, _context: DelegateContext, prepared: PreparedDocument): Promise<Variables> {
    await this.documents.store(tx, prepared);
    return { documentId: prepared.id, documentNumber: prepared.number };
  }
}
