import { Injectable } from '@nestjs/common';

export const REGISTRATION = Symbol.for('pledge:registration');

/** What a class decorated below is registered as. */
export interface Registration {
  readonly kind: 'delegate' | 'feature-job' | 'guard';
  readonly name: string;
}

function registers(registration: Registration): ClassDecorator {
  return (target) => {
    Injectable()(target);
    Reflect.defineMetadata(REGISTRATION, registration, target);
  };
}

/** Serves the service task type `name` (`zeebe:taskDefinition type`). The class implements `Delegate` and is a provider. */
export function Delegate(name: string): ClassDecorator {
  return registers({ kind: 'delegate', name });
}

/** Runs jobs that were scheduled under `name`. The class implements `FeatureJobHandler` and is a provider. */
export function FeatureJob(name: string): ClassDecorator {
  return registers({ kind: 'feature-job', name });
}

/** Guard behind `pledge:requires = name`. The class implements `Guard` and is a provider. */
export function Requirement(name: string): ClassDecorator {
  return registers({ kind: 'guard', name });
}
