import { DefaultNamingStrategy } from 'typeorm';

/** `dueAt` → `due_at`. */
export function snakeCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

/** Columns are snake case in the database unless the entity names them. */
export class SnakeNaming extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined, embeddedPrefixes: string[]): string {
    const own = customName ?? snakeCase(propertyName);
    return embeddedPrefixes.length === 0 ? own : snakeCase([...embeddedPrefixes, own].join('_'));
  }
}
