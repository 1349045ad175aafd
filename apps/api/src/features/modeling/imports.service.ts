import { Inject, Injectable } from '@nestjs/common';
import { ROLES, type ImportedModelView, type ImportModelBody, type Language } from '@pledge/contracts';
import { importModel, type KnownHere } from '@pledge/interchange';
import { pick, PROCESS_ENGINE } from '@pledge/nest';
import { Problem, type ProcessEngine } from '@pledge/runtime';
import { UsersService } from '../users/index.js';

/** Opens models of other engines; nothing is stored. */
@Injectable()
export class ImportsService {
  constructor(
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    private readonly users: UsersService,
  ) {}

  /** @throws Problem IMPORT_REFUSED for what is no BPMN, with the findings that say why */
  async open(body: ImportModelBody, language: Language): Promise<ImportedModelView> {
    const known = await this.known();
    const result = await importModel(body.content, { known, ...(body.key === undefined ? {} : { key: body.key }) });
    if (!result.ok)
      throw new Problem(
        'invalid',
        'IMPORT_REFUSED',
        {},
        result.findings.map((finding) => ({ ...finding, resource: 'import.bpmn' })),
      );
    return {
      vendor: result.vendor,
      key: result.key,
      name: result.name,
      content: result.xml,
      lines: result.lines.map((line) => ({ ...line, reason: pick(line.reason, language) })),
      forms: [...result.forms],
    };
  }

  private async known(): Promise<KnownHere> {
    const [people, forms] = await Promise.all([this.users.enabled({}), this.engine.listResources('form')]);
    return {
      roles: new Set<string>([...ROLES, ...people.flatMap((person) => person.memberOf)]),
      users: new Set(people.map((person) => person.username)),
      forms: new Set(forms.map((form) => form.key)),
    };
  }
}
