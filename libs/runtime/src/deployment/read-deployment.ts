import type { ProcessDefinition } from '@pledge/engine';
import { checkDefinition, parseBpmn, parseDmn, parseForm } from '@pledge/engine';
import { createHash } from 'node:crypto';
import type { ResourceRow } from '../ports/rows.js';
import type { Finding } from '../process-engine.js';
import type { DeploymentFile } from './read-process-folders.js';
import { fileKind } from './read-process-folders.js';

/** A process of the deployment, read and checked by itself. */
export interface ReadProcess {
  readonly file: DeploymentFile;
  readonly process: ProcessDefinition;
}
/** A form, decision, template or service rule of the deployment. */
export interface ReadResource {
  readonly kind: ResourceRow['kind'];
  readonly key: string;
  readonly name: string;
  readonly content: string;
  readonly hash: string;
}
export interface ReadDeployment {
  readonly processes: readonly ReadProcess[];
  readonly resources: readonly ReadResource[];
  readonly findings: readonly Finding[];
}

export function hashOf(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(String(part.length)).update(':').update(part);
  return hash.digest('hex');
}

/** Parses every file; what is wrong with one does not hide what is wrong with another. */
export async function readDeployment(files: readonly DeploymentFile[]): Promise<ReadDeployment> {
  const processes: ReadProcess[] = [];
  const resources: ReadResource[] = [];
  const findings: Finding[] = [];
  for (const file of files) {
    switch (fileKind(file.name)) {
      case 'process':
        processes.push(...(await readProcessFile(file, findings)));
        break;
      case 'decision':
        resources.push(...(await readDecisions(file, findings)));
        break;
      case 'form':
        resources.push(...readForm(file, findings));
        break;
      case 'rule':
        resources.push(...readRule(file, findings));
        break;
      case 'template':
        break;
      case 'unknown':
        findings.push(unknownFile(file));
        break;
    }
  }
  resources.push(...readTemplates(files.filter((file) => fileKind(file.name) === 'template')));
  findings.push(...duplicates(processes, resources));
  return { processes, resources, findings };
}

async function readProcessFile(file: DeploymentFile, findings: Finding[]): Promise<ReadProcess[]> {
  const parsed = await parseBpmn(file.content);
  findings.push(...parsed.findings.map((finding) => ({ ...finding, resource: file.name })));
  for (const process of parsed.definitions) {
    findings.push(...checkDefinition(process).map((finding) => ({ ...finding, resource: file.name })));
  }
  return parsed.definitions.map((process) => ({ file, process }));
}

async function readDecisions(file: DeploymentFile, findings: Finding[]): Promise<ReadResource[]> {
  const parsed = await parseDmn(file.content);
  findings.push(...parsed.findings.map((finding) => ({ ...finding, resource: file.name })));
  if (!parsed.ok) return [];
  return [...parsed.model.decisions.values()].map((decision) => ({
    kind: 'decision',
    key: decision.id,
    name: decision.name,
    content: file.content,
    hash: hashOf(file.content),
  }));
}

function readForm(file: DeploymentFile, findings: Finding[]): ReadResource[] {
  const parsed = parseForm(file.content);
  if (parsed.ok) {
    const { id } = parsed.form;
    return [{ kind: 'form', key: id, name: file.name, content: file.content, hash: hashOf(file.content) }];
  }
  findings.push(...parsed.findings.map((finding) => ({ ...finding, resource: file.name })));
  return [];
}

/** Only the key is read here; what the rule says is checked by `RuleCheck`. */
function readRule(file: DeploymentFile, findings: Finding[]): ReadResource[] {
  const key = ruleKeyOf(file.content);
  if (key !== null) return [{ kind: 'rule', key, name: file.name, content: file.content, hash: hashOf(file.content) }];
  findings.push({
    severity: 'error',
    resource: file.name,
    rule: 'service-rule/unreadable',
    message: { zh: `${file.name} 不是服务规则。`, en: `${file.name} is no service rule.` },
  });
  return [];
}

function ruleKeyOf(content: string): string | null {
  try {
    const value: unknown = JSON.parse(content);
    const key: unknown = typeof value === 'object' && value !== null && 'key' in value ? value.key : null;
    return typeof key === 'string' && key !== '' ? key : null;
  } catch {
    return null;
  }
}

/** A template is a folder: its files travel as one JSON object, file name (below the folder) → text. */
function readTemplates(files: readonly DeploymentFile[]): ReadResource[] {
  const folders = new Map<string, Record<string, string>>();
  for (const file of files) {
    const path = file.name.split('/');
    const name = path
      .slice(0, -1)
      .filter((part) => part !== 'templates' && part !== 'en' && part !== 'zh-CN')
      .at(-1);
    const key = name ?? file.name.replace(/\.hbs$/, '');
    const inner = name === undefined ? file.name : path.slice(path.lastIndexOf(name) + 1).join('/');
    folders.set(key, { ...folders.get(key), [inner]: file.content });
  }
  return [...folders].map(([key, bundle]) => {
    const content = JSON.stringify(Object.fromEntries(Object.entries(bundle).sort(([a], [b]) => (a < b ? -1 : 1))));
    return { kind: 'template', key, name: key, content, hash: hashOf(content) };
  });
}

function unknownFile(file: DeploymentFile): Finding {
  return {
    severity: 'error',
    resource: file.name,
    rule: 'unknown-file',
    message: {
      zh: `不认识的文件类型：${file.name}（支持 .bpmn、.dmn、.form.json、.rule.json 和 .hbs）。`,
      en: `The type of the file ${file.name} is not known (.bpmn, .dmn, .form.json, .rule.json and .hbs are).`,
    },
  };
}

function duplicates(processes: readonly ReadProcess[], resources: readonly ReadResource[]): Finding[] {
  const named = [
    ...processes.map((read) => ({ kind: 'process', key: read.process.key, resource: read.file.name })),
    ...resources.map((read) => ({ kind: read.kind, key: read.key, resource: read.name })),
  ];
  const seen = new Set<string>();
  const findings: Finding[] = [];
  for (const { kind, key, resource } of named) {
    const name = `${kind} ${key}`;
    if (seen.has(name)) {
      findings.push({
        severity: 'error',
        resource,
        rule: 'duplicate-key',
        message: { zh: `标识“${key}”在本次部署中重复。`, en: `The id "${key}" appears twice in this deployment.` },
      });
    }
    seen.add(name);
  }
  return findings;
}
