import type { CalendarsByName } from '@pledge/engine';
import type { Guard } from '../guards/guard.js';
import type { Delegate, FeatureJobHandler } from './delegate.js';

/** What features registered before the start: a second registration under a name is a programming error and throws. */
export class Registry {
  private readonly delegates = new Map<string, Delegate>();
  private readonly featureJobs = new Map<string, FeatureJobHandler>();
  private readonly guards = new Map<string, Guard>();
  private findCalendar: CalendarsByName = () => undefined;

  addDelegate(jobType: string, delegate: Delegate): void {
    add(this.delegates, 'delegate', jobType, delegate);
  }

  addFeatureJob(name: string, handler: FeatureJobHandler): void {
    add(this.featureJobs, 'feature job', name, handler);
  }

  addGuard(name: string, guard: Guard): void {
    add(this.guards, 'guard', name, guard);
  }

  setCalendars(find: CalendarsByName): void {
    this.findCalendar = find;
  }

  /** The calendar of a name, as it is now; undefined for a name that nobody knows. */
  readonly calendar: CalendarsByName = (name) => this.findCalendar(name);

  delegate(jobType: string): Delegate | undefined {
    return this.delegates.get(jobType);
  }

  featureJob(name: string): FeatureJobHandler | undefined {
    return this.featureJobs.get(name);
  }

  guard(name: string): Guard | undefined {
    return this.guards.get(name);
  }

  jobTypes(): string[] {
    return [...this.delegates.keys()];
  }

  allGuards(): Iterable<readonly [name: string, guard: Guard]> {
    return this.guards.entries();
  }
  guardNames(): string[] {
    return [...this.guards.keys()];
  }
}

function add<V>(map: Map<string, V>, what: string, name: string, value: V): void {
  if (map.has(name)) throw new Error(`the ${what} ${name} is registered twice`);
  map.set(name, value);
}
