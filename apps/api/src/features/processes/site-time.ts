import { Inject, Injectable } from '@nestjs/common';
import { PLATFORM_OPTIONS, type PlatformOptions } from '@pledge/nest';
import { toIso } from '@pledge/time';

/** Instants over HTTP: ISO 8601 with the offset of the site. */
@Injectable()
export class SiteTime {
  constructor(@Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions) {}

  readonly iso = (ms: number): string => toIso(ms, this.options.zone);
}
