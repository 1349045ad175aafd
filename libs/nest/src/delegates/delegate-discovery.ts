import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { Delegate, FeatureJobHandler, Guard, ProcessEngine } from '@pledge/runtime';
import { PROCESS_ENGINE } from '../tokens.js';
import { REGISTRATION, type Registration } from './delegate.decorator.js';

/** Registers every provider that carries `@Delegate`, `@FeatureJob` or `@Requirement` with the engine, before it starts. */
@Injectable()
export class DelegateDiscovery implements OnModuleInit {
  private readonly logger = new Logger('Delegates');

  constructor(
    private readonly discovery: DiscoveryService,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
  ) {}

  /** @throws Error when a name is taken twice, or a class lacks the method or the decorator it needs. */
  onModuleInit(): void {
    const seen = new Map<string, string>();
    const problems: string[] = [];
    for (const wrapper of this.discovery.getProviders()) {
      const instance = wrapper.instance as object | undefined;
      const type = wrapper.metatype as { name: string } | null;
      if (!instance || typeof type !== 'function' || typeof instance !== 'object') continue;
      const registration = Reflect.getOwnMetadata(REGISTRATION, type) as Registration | undefined;
      if (!registration) {
        const hint = missingDecorator(type.name, instance);
        if (hint) problems.push(hint);
        continue;
      }
      const key = `${registration.kind} "${registration.name}"`;
      const other = seen.get(key);
      if (other && other !== type.name) problems.push(`${key} is served by ${other} and ${type.name}: rename one`);
      if (other) continue;
      seen.set(key, type.name);
      const problem = this.register(registration, type.name, instance);
      if (problem) problems.push(problem);
    }
    if (problems.length > 0) throw new Error(`delegates:\n${problems.join('\n')}`);
    this.logger.log(`${seen.size} delegates, feature jobs and guards`);
  }

  private register({ kind, name }: Registration, className: string, instance: object): string | null {
    switch (kind) {
      case 'delegate':
        if (!has(instance, 'apply')) return `${className}: @Delegate('${name}') needs apply(tx, context, prepared)`;
        this.engine.registerDelegate(name, instance as Delegate);
        return null;
      case 'feature-job':
        if (!has(instance, 'apply')) return `${className}: @FeatureJob('${name}') needs apply(tx, context, prepared)`;
        this.engine.registerFeatureJob(name, instance as FeatureJobHandler);
        return null;
      case 'guard':
        if (!has(instance, 'check')) return `${className}: @Requirement('${name}') needs check(tx, context)`;
        this.engine.registerGuard(name, instance as Guard);
        return null;
    }
  }
}

function has(instance: object, method: string): boolean {
  return typeof (instance as Record<string, unknown>)[method] === 'function';
}

/** A class named like one of ours that nobody would ever call is a mistake worth stopping for. */
function missingDecorator(name: string, instance: object): string | null {
  if (/Delegate$/.test(name) && has(instance, 'apply')) return `${name}: add @Delegate('<task type>') to the class`;
  if (/(Job|JobHandler)$/.test(name) && has(instance, 'apply'))
    return `${name}: add @FeatureJob('<name>') to the class`;
  if (/(Requirement|Guard)$/.test(name) && has(instance, 'check'))
    return `${name}: add @Requirement('<name>') to the class`;
  return null;
}
