import 'reflect-metadata';
import { Controller, Get, Injectable, Post } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { describe, expect, it } from '@jest/globals';
import { VirtualClock, createMemoryPersistence, createProcessEngine } from '@pledge/runtime';
import { EndpointRegistry } from './authorization/endpoint-registry.js';
import { Endpoint } from './authorization/endpoint.decorator.js';
import { Delegate, FeatureJob, Requirement } from './delegates/delegate.decorator.js';
import { DelegateDiscovery } from './delegates/delegate-discovery.js';
import { PROCESS_ENGINE } from './tokens.js';

const summary = { zh: '测试', en: 'test' };
type Class = new (...args: never[]) => object;

async function start(parts: { providers?: Class[]; controllers?: Class[] }): Promise<EndpointRegistry> {
  const clock = new VirtualClock(0);
  const engine = createProcessEngine({ ...createMemoryPersistence(), clock, zone: 'Asia/Shanghai' });
  const module = await Test.createTestingModule({
    imports: [DiscoveryModule],
    controllers: parts.controllers ?? [],
    providers: [
      EndpointRegistry,
      DelegateDiscovery,
      { provide: PROCESS_ENGINE, useValue: engine },
      ...(parts.providers ?? []),
    ],
  }).compile();
  await module.init();
  return module.get(EndpointRegistry);
}

class Works {
  apply(): Promise<void> {
    return Promise.resolve();
  }
}

describe('discovery of delegates, feature jobs and guards', () => {
  it('accepts one of each kind under the same name', async () => {
    @Delegate('notify')
    class A extends Works {}
    @FeatureJob('notify')
    class B extends Works {}
    @Requirement('notify')
    class C {
      check(): Promise<{ allowed: true }> {
        return Promise.resolve({ allowed: true });
      }
    }
    await expect(start({ providers: [A, B, C] })).resolves.toBeDefined();
  });

  it('given a name twice, fails the start and names both classes', async () => {
    @Delegate('notify')
    class One extends Works {}
    @Delegate('notify')
    class Two extends Works {}
    await expect(start({ providers: [One, Two] })).rejects.toThrow(/delegate "notify" is served by One and Two/);
  });

  it('given a class that looks like a delegate without the decorator, says which one to add', async () => {
    @Injectable()
    class CloseCaseDelegate extends Works {}
    await expect(start({ providers: [CloseCaseDelegate] })).rejects.toThrow(
      "CloseCaseDelegate: add @Delegate('<task type>')",
    );
  });

  it('given a decorated class without the method, says so', async () => {
    @Requirement('signed')
    class Signed {}
    await expect(start({ providers: [Signed] })).rejects.toThrow("Signed: @Requirement('signed') needs check");
  });
});

describe('the registry of endpoints', () => {
  it('given a handler without @Endpoint, fails the start and names it', async () => {
    @Controller('things')
    class Things {
      @Get()
      list(): string {
        return '';
      }
    }
    await expect(start({ controllers: [Things] })).rejects.toThrow(/Things\.list has no @Endpoint/);
  });

  it('given the prefix twice or an address twice, fails the start', async () => {
    @Controller('api/things')
    class Prefixed {
      @Get()
      @Endpoint({ roles: 'public', summary })
      list(): string {
        return '';
      }
    }
    @Controller('other')
    class One {
      @Get(':id')
      @Endpoint({ roles: 'public', summary })
      one(): string {
        return '';
      }
      @Get(':name')
      @Endpoint({ roles: 'public', summary })
      two(): string {
        return '';
      }
    }
    await expect(start({ controllers: [Prefixed] })).rejects.toThrow(/without "api\/"/);
    await expect(start({ controllers: [One] })).rejects.toThrow(/GET \/api\/other\/:name is served by/);
  });

  it('lists method and path of each', async () => {
    @Controller('things')
    class Things {
      @Post(':id/close')
      @Endpoint({ roles: ['engineer'], summary })
      close(): string {
        return '';
      }
    }
    const registry = await start({ controllers: [Things] });
    expect(registry.routes.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /api/things/:id/close']);
  });
});
