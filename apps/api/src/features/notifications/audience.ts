import type { CaseFacts, PeoplePort, Person } from '../documents/index.js';

/** Who is told: people, and the roles and users whose chat robots are told too. */
export interface Audience {
  readonly people: readonly Person[];
  readonly roles: readonly string[];
}
export interface AudienceContext {
  readonly facts: CaseFacts | null;
  /** Variables of the task that notifies: `engineer` is a username. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Who holds open tasks of the case, for `assignee`. */
  readonly holders: () => Promise<readonly string[]>;
}

/**
 * Reads a model's `audience`: a list with commas of `role:<name>`, `user:<username>`, `owner`, `engineer`, `assignee`
 * (whoever holds an open task of the case), `customer` (all representatives). Throws on any other word, so that a wrong
 * model becomes an incident and not silence. Order matters: it is the order in which a message is passed on.
 */
export async function audienceOf(text: string, people: PeoplePort, context: AudienceContext): Promise<Audience> {
  const found = new Map<string, Person>();
  const roles: string[] = [];
  const add = (list: readonly Person[]): void => {
    for (const person of list) if (!found.has(person.username)) found.set(person.username, person);
  };
  for (const word of text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')) {
    const [kind, name] = word.includes(':')
      ? [word.slice(0, word.indexOf(':')), word.slice(word.indexOf(':') + 1)]
      : [word, ''];
    switch (kind) {
      case 'role':
        roles.push(name);
        add(await people.byRole(name));
        break;
      case 'user':
        add(await people.byUsernames([name]));
        break;
      case 'owner':
        if (context.facts?.owner) add(await people.byUsernames([context.facts.owner]));
        break;
      case 'engineer': {
        const engineer =
          typeof context.variables['engineer'] === 'string' ? context.variables['engineer'] : context.facts?.owner;
        if (engineer) add(await people.byUsernames([engineer]));
        break;
      }
      case 'assignee':
        add(await people.byUsernames(await context.holders()));
        break;
      case 'customer':
        if (name !== '') add(await people.byParty(name));
        else if (context.facts?.partyId) add(await people.byParty(context.facts.partyId));
        break;
      default:
        throw new Error(`audience "${word}": use role:<name>, user:<name>, owner, engineer, assignee or customer`);
    }
  }
  return { people: [...found.values()], roles };
}
