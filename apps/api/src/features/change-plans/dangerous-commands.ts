import { Inject, Injectable } from '@nestjs/common';
import type { ChangePlanContent, DangerousCommand } from '@pledge/contracts';
import { PROCESS_ENGINE, PROVIDER_SCOPE } from '@pledge/nest';
import { Problem, type ProcessEngine } from '@pledge/runtime';
import { ContractsService } from '../contracts/index.js';
import { CASE_FACTS, type CaseFactsPort } from '../documents/index.js';

/** Decision that knows dangerous commands (S1-55); administrators edit it like any other. */
const DECISION = 'dangerous-command';

/** What a rule says of one command line. */
export interface CommandVerdict {
  readonly category: string;
  readonly label: { readonly zh: string; readonly en: string };
}

/**
 * Finds commands of large effect (S1-55): by the decision `dangerous-command`, and by the list that the contract adds. A
 * command that nobody recognises is not thereby harmless: the plan's reviewer reads it.
 */
@Injectable()
export class DangerousCommands {
  constructor(
    private readonly contracts: ContractsService,
    @Inject(CASE_FACTS) private readonly cases: CaseFactsPort,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
  ) {}

  /** Every dangerous line of a plan, in order. */
  async find(content: ChangePlanContent, caseNumber: string): Promise<readonly DangerousCommand[]> {
    const judge = await this.judge(caseNumber);
    const found: DangerousCommand[] = [];
    for (const [index, step] of content.steps.entries()) {
      for (const command of commandLines(step.commands)) {
        const verdict = await judge(command);
        if (verdict) found.push({ step: index + 1, command, ...verdict });
      }
    }
    return found;
  }

  /** The rules for one case: product's decision, then the customer's own list. */
  async judge(caseNumber: string): Promise<(command: string) => Promise<CommandVerdict | null>> {
    const facts = await this.cases.find(caseNumber);
    const number = facts?.contractNumber ?? null;
    const own = number === null ? [] : (await this.contracts.detail(number, PROVIDER_SCOPE)).profile.dangerousCommands;
    return async (command) => {
      const listed = own.find((rule) => contains(command, rule.text));
      if (listed) return { category: 'customer-list', label: listed.label };
      return this.decide(command);
    };
  }

  private async decide(command: string): Promise<CommandVerdict | null> {
    try {
      const { result } = await this.engine.evaluateDecision(DECISION, { command: command.toLowerCase() });
      const row = result as { category?: unknown; zh?: unknown; en?: unknown } | null;
      if (typeof row?.category !== 'string') return null;
      return {
        category: row.category,
        label: { zh: String(row.zh ?? row.category), en: String(row.en ?? row.category) },
      };
    } catch (error) {
      // An installation may have taken the decision away; then only the contract's list speaks.
      if (error instanceof Problem && error.kind === 'not-found') return null;
      throw error;
    }
  }
}

/** Lines of a command text that are commands: comments and blank lines are not. */
export function commandLines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(#|!|--|\/\/)/.test(line));
}

const contains = (command: string, text: string): boolean => plain(command).includes(plain(text)) && plain(text) !== '';
const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim();
