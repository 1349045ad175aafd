import { bindDefinitionId } from '@pledge/engine';
import { Problem } from '../errors.js';
import { startTimersOf } from '../jobs/run-start-timer.js';
import type { DefinitionRow, DeploymentRow, ResourceRow } from '../ports/rows.js';
import type { Transaction } from '../ports/unit-of-work.js';
import type {
  DeploymentReview,
  DeployRequest,
  DeployResult,
  Finding,
  ProcessCheck,
  RuleCheck,
  TemplateCheck,
} from '../process-engine.js';
import { isNoAnswer, withTries } from '../retry.js';
import type { RuntimeContext } from '../runtime-context.js';
import type { Choice, ChosenProcess, ChosenResource } from './choose-new.js';
import { chooseNew } from './choose-new.js';
import type { KnownNames } from './cross-checks.js';
import { checkNames } from './cross-checks.js';
import { guardPaths } from './guard-paths.js';
import type { ReadDeployment } from './read-deployment.js';
import { readDeployment } from './read-deployment.js';
import { ruleFindings, rulesRead } from './rule-findings.js';
import { startSubscriptionsOf } from './start-subscriptions.js';

/** What is asked beside the rules of BPMN and of names. */
export interface DeploymentChecks {
  readonly review?: DeploymentReview;
  readonly checkProcess?: ProcessCheck;
  readonly checkTemplate?: TemplateCheck;
  readonly checkRules?: RuleCheck;
}

/**
 * Checks the files and stores them as new versions, all or nothing; a dry run only checks.
 * @throws Problem DEPLOYMENT_INVALID with every error, DEPLOYMENT_EMPTY
 */
export async function deploy(
  context: RuntimeContext,
  request: DeployRequest,
  { review, checkProcess, checkTemplate, checkRules }: DeploymentChecks = {},
): Promise<DeployResult> {
  if (request.resources.length === 0) throw new Problem('invalid', 'DEPLOYMENT_EMPTY');
  const read = await readDeployment(request.resources);
  const findings = [
    ...read.findings,
    ...(await crossFindings(context, read)),
    ...templateFindings(read, checkTemplate),
    ...rulesRead(read, checkRules),
  ];
  refuse(findings);
  if (checkProcess && request.source === 'administrator')
    findings.push(
      ...read.processes.flatMap(({ process, file }) =>
        checkProcess(process).map((found) => ({ ...found, resource: file.name })),
      ),
    );
  if (checkRules && request.source === 'administrator') {
    findings.push(...(await ruleFindings(context, read, checkRules)));
    // A dry run shows the way to what is broken; a deployment is refused.
    if (request.dryRun !== true) refuse(findings);
  }
  if (request.dryRun === true) {
    const choice = await chooseNew(context.store, read, request.source);
    return resultOf(null, [], choice.resources, [...findings, ...choice.offered]);
  }
  if (review && request.source === 'administrator') {
    for (const { process, file } of read.processes) {
      findings.push(...(await review({ key: process.key, xml: file.content, resource: file.name })));
    }
  }
  const result = await withTries(context.limits.tries, isNoAnswer, () =>
    context.unitOfWork.run((tx) => store(context, tx, request, read, findings)),
  );
  context.definitions.forget();
  return result;
}

function templateFindings(read: ReadDeployment, check: TemplateCheck | undefined): Finding[] {
  const templates = read.resources.filter((each) => each.kind === 'template');
  return check
    ? templates.flatMap(({ key, content }) => check({ key, files: JSON.parse(content) as Record<string, string> }))
    : [];
}

function refuse(findings: readonly Finding[]): void {
  const errors = findings.filter((finding) => finding.severity === 'error');
  if (errors.length === 0) return;
  const details = errors.map(({ resource, elementId, rule, message }) => ({
    resource,
    rule,
    message,
    ...(elementId === undefined ? {} : { elementId }),
  }));
  throw new Problem('invalid', 'DEPLOYMENT_INVALID', { count: errors.length }, details);
}

async function crossFindings(context: RuntimeContext, read: ReadDeployment): Promise<Finding[]> {
  const { store, registry } = context;
  const has = (kind: ResourceRow['kind'], key: string): boolean =>
    read.resources.some((each) => each.kind === kind && each.key === key);
  const known: KnownNames = {
    jobType: (name) => registry.delegate(name) !== undefined,
    guard: (name) => registry.guard(name) !== undefined,
    calendar: (name) => registry.calendar(name) !== undefined,
    form: async (id) => has('form', id) || (await store.latestResource('form', id)) !== null,
    decision: async (id) => has('decision', id) || (await store.latestResource('decision', id)) !== null,
    process: async (key) =>
      read.processes.some((each) => each.process.key === key) || (await store.latestDefinition(key)) !== null,
  };
  const findings: Finding[] = [];
  for (const each of read.processes) {
    findings.push(...(await checkNames(each.file.name, each.process, known)));
    findings.push(...guardPaths(each.file.name, each.process, registry.allGuards()));
  }
  return findings;
}

/** Versions are counted inside the transaction; two nodes that deploy at once meet at the unique key, and one tries again. */
async function store(
  context: RuntimeContext,
  tx: Transaction,
  request: DeployRequest,
  read: ReadDeployment,
  findings: readonly Finding[],
): Promise<DeployResult> {
  const choice = await chooseNew(context.store, read, request.source);
  const all = [...findings, ...choice.offered];
  if (choice.processes.length === 0 && choice.resources.length === 0) return resultOf(null, [], [], all);
  const now = context.clock.now();
  const deployment: DeploymentRow = {
    id: context.newId(),
    name: request.name,
    source: request.source,
    deployedBy: request.deployedBy,
    deployedAt: now,
  };
  const definitions = choice.processes.map((each) => definitionRow(context, deployment, each, findings));
  const resources = choice.resources.map((each) => resourceRow(context, deployment, each));
  await context.store.insertDeployment(tx, { deployment, definitions, resources });
  await replaceStarts(context, tx, choice, definitions, now);
  return resultOf(deployment.id, definitions, choice.resources, all);
}

async function replaceStarts(
  context: RuntimeContext,
  tx: Transaction,
  choice: Choice,
  rows: readonly DefinitionRow[],
  now: number,
): Promise<void> {
  for (const [index, row] of rows.entries()) {
    const chosen = choice.processes[index];
    if (!chosen) continue;
    const definition = { row, process: bindDefinitionId(chosen.process, row.id), forms: new Map<string, never>() };
    const subscriptions = startSubscriptionsOf(context, definition, now);
    await context.store.replaceStartSubscriptions(tx, row.key, subscriptions, startTimersOf(context, definition, now));
  }
}

function definitionRow(
  context: RuntimeContext,
  deployment: DeploymentRow,
  chosen: ChosenProcess,
  findings: readonly Finding[],
): DefinitionRow {
  return {
    id: context.newId(),
    deploymentId: deployment.id,
    key: chosen.process.key,
    version: chosen.version,
    name: chosen.process.name ?? chosen.process.key,
    resourceName: chosen.file.name,
    xml: chosen.file.content,
    hash: chosen.hash,
    source: deployment.source,
    status: 'active',
    blockedReason: null,
    findings: findings.filter((finding) => finding.resource === chosen.file.name),
    deployedAt: deployment.deployedAt,
  };
}

function resourceRow(context: RuntimeContext, deployment: DeploymentRow, chosen: ChosenResource): ResourceRow {
  const { kind, key, version, name, content, hash } = chosen;
  const { id: deploymentId, source, deployedAt } = deployment;
  return { id: context.newId(), deploymentId, kind, key, version, name, content, hash, source, deployedAt };
}

function resultOf(
  id: string | null,
  definitions: readonly DefinitionRow[],
  resources: readonly ChosenResource[],
  findings: readonly Finding[],
): DeployResult {
  return {
    id,
    definitions: definitions.map(({ id: definitionId, key, version }) => ({ id: definitionId, key, version })),
    resources: resources.map(({ kind, key, version }) => ({ kind, key, version })),
    findings,
  };
}
