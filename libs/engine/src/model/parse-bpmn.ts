import { BpmnModdle, type ImportWarning, type ModdleElement } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import { checkCollaboration } from './check-collaboration.js';
import { checkData } from './check-data.js';
import { checkBooleans, checkMetamodel } from './check-metamodel.js';
import { FindingList, type ModelFinding } from './finding.js';
import { child, children, flag, text } from './moddle.js';
import type { ProcessDefinition } from './process-definition.js';
import { readProcess } from './read-process.js';
import { checkNamespaces } from './supported.js';

/** A BPMN file as read. With an error among the findings it must not be deployed. */
export interface ParsedModel {
  /** Executable processes, in document order. */
  readonly definitions: readonly ProcessDefinition[];
  readonly participants: readonly { readonly id: string; readonly name?: string; readonly processKey?: string }[];
  /** About the file as a whole; those of a process come from `checkDefinition`. */
  readonly findings: readonly ModelFinding[];
}

/** Larger files are refused before anything reads them (UTF-16 units). */
export const MAX_XML_LENGTH = 2 * 1024 * 1024;

/**
 * Reads BPMN 2.0 XML. Never throws for bad input: what is wrong is in the findings, and `definitions` is then empty
 * or incomplete. Entities and DOCTYPE are refused unread (entity bombs).
 */
export async function parseBpmn(xml: string): Promise<ParsedModel> {
  const findings = new FindingList();
  const refused = refuseUnread(xml, findings);
  if (refused) return { definitions: [], participants: [], findings: findings.items };
  const moddle = new BpmnModdle({ zeebe });
  let root: ModdleElement;
  try {
    const result = await moddle.fromXML(xml);
    root = result.rootElement;
    for (const warning of result.warnings) checkImport(warning, findings);
  } catch (error) {
    const line = firstLine(error instanceof Error ? error.message : String(error));
    findings.error(
      'bpmn/xml',
      undefined,
      `The file is not BPMN 2.0 XML: ${line}`,
      `文件不是 BPMN 2.0 XML：${line}`,
      'BPMN 2.0, 15',
    );
    return { definitions: [], participants: [], findings: findings.items };
  }
  checkBooleans(xml, findings);
  checkMetamodel(root, findings);
  checkNamespaces(root, findings);
  checkCollaboration(root, findings);
  return readRoot(root, findings);
}

/** Descriptions of interfaces and data types: a reference out of them may lead into another file. */
const NOT_RUN =
  /^bpmn:(Interface|Operation|ItemDefinition|Message|Data\w+|Property|Resource\w*|Performer|PotentialOwner|HumanPerformer|Correlation\w+|InputSet|OutputSet|EndPoint)$/;

/** What moddle noticed: ids that are taken, references that lead nowhere, what is no BPMN. */
function checkImport(warning: ImportWarning, findings: FindingList): void {
  const line = firstLine(warning.message);
  // The text was decoded before it came here; what was decoded wrongly shows (below).
  if (/^unsupported document encoding/.test(line)) return;
  const duplicate = /duplicate ID <([^>]*)>/.exec(line)?.[1];
  if (duplicate !== undefined) {
    findings.error(
      'bpmn/duplicate-id',
      duplicate,
      `The id "${duplicate}" is used more than once.`,
      `标识“${duplicate}”重复使用。`,
      'BPMN 2.0, 8.3.1',
    );
    return;
  }
  if (/^unresolved reference/.test(line)) {
    // A sequence flow that leads nowhere has its own finding.
    if (warning.element?.$type === 'bpmn:SequenceFlow' && warning.property !== 'bpmn:default') return;
    const property = warning.property?.replace('bpmn:', '') ?? '';
    if (warning.element !== undefined && NOT_RUN.test(warning.element.$type)) {
      findings.warning(
        'bpmn/reference-unused',
        warning.element.id,
        `${property} names "${String(warning.value)}", which is not in the file; nothing that runs needs it.`,
        `${property} 引用的“${String(warning.value)}”不在文件中，但执行时不需要它。`,
        'BPMN 2.0, 15.3.2',
      );
      return;
    }
    findings.error(
      'bpmn/reference',
      warning.element?.id,
      `${property} names "${String(warning.value)}", which is not in the file.`,
      `${property} 引用的“${String(warning.value)}”不在文件中。`,
      'BPMN 2.0, 15.3.2',
    );
    return;
  }
  findings.error(
    'bpmn/xml',
    warning.element?.id,
    `The file is not valid BPMN: ${line}`,
    `文件不是有效的 BPMN：${line}`,
    'BPMN 2.0, 15',
  );
}

function readRoot(root: ModdleElement, findings: FindingList): ParsedModel {
  const rootElements = children(root, 'rootElements');
  const processes = rootElements.filter(
    (element) => element.$type === 'bpmn:Process' && children(element, 'flowElements').length > 0,
  );
  const marked = processes.filter((process) => flag(process, 'isExecutable') === true);
  // The attribute is optional (BPMN 2.0, 10.1): a file that marks none means all that it does not exclude.
  const executable =
    marked.length > 0 ? marked : processes.filter((process) => flag(process, 'isExecutable') !== false);
  if (executable.length === 0)
    findings.error(
      'bpmn/no-executable-process',
      undefined,
      'The file has no executable process.',
      '文件中没有可执行的流程。',
      'BPMN 2.0, 10.1',
    );
  for (const process of executable) checkData(process, findings);
  const collaboration = rootElements.find((element) => element.$type === 'bpmn:Collaboration');
  const participants = (collaboration === undefined ? [] : children(collaboration, 'participants')).map(
    (participant) => {
      const name = text(participant, 'name');
      const processKey = child(participant, 'processRef')?.id;
      return {
        id: participant.id ?? '',
        ...(name === undefined ? {} : { name }),
        ...(processKey === undefined ? {} : { processKey }),
      };
    },
  );
  return { definitions: executable.map((process) => readProcess(process)), participants, findings: findings.items };
}

function refuseUnread(xml: string, findings: FindingList): boolean {
  if (xml.length > MAX_XML_LENGTH) {
    const size = (xml.length / 1024 / 1024).toFixed(1);
    findings.error(
      'bpmn/too-large',
      undefined,
      `The file is too large: ${size} MB, at most 2 MB.`,
      `文件过大：${size} MB，最多 2 MB。`,
    );
    return true;
  }
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) {
    findings.error('bpmn/doctype', undefined, 'DOCTYPE and entities are refused.', '不接受 DOCTYPE 和实体声明。');
    return true;
  }
  if (xml.includes('\uFFFD')) {
    findings.error(
      'bpmn/encoding',
      undefined,
      'The file is not UTF-8: some of its characters are lost.',
      '文件不是 UTF-8 编码：部分字符已丢失。',
    );
    return true;
  }
  return false;
}

function firstLine(message: string): string {
  const lines = message.split('\n').map((line) => line.trim());
  const nested = lines.find((line) => line.startsWith('nested error:'));
  return [lines[0], nested]
    .filter((line) => line !== undefined && line !== '')
    .join(' – ')
    .slice(0, 300);
}
