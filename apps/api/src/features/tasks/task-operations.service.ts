import { Inject, Injectable } from '@nestjs/common';
import type { AddSigner, ChangeTask, TaskActivity, TaskView } from '@pledge/contracts';
import {
  PLATFORM_OPTIONS,
  PROCESS_ENGINE,
  type IdempotencyKeyHandle,
  type PlatformOptions,
  type SessionUser,
} from '@pledge/nest';
import { Problem, type ProcessEngine, type TaskOperation, type UserTaskRow } from '@pledge/runtime';
import { fromIso, toIso } from '@pledge/time';
import { UsersDirectory } from '../users/index.js';
import { actorFor, permissionsOf } from './task-access.js';
import { TaskReader } from './task-reader.js';
import type { SeenTask } from './task-view.js';

type Operation = TaskOperation extends infer C ? (C extends unknown ? Omit<C, 'taskId' | 'actor'> : never) : never;
type Permission = keyof TaskView['may'];

/** `@name` in a comment: the characters that usernames are made of, not the full stop that ends a sentence. */
const MENTION = /@([a-z0-9](?:[a-z0-9._@-]*[a-z0-9_-])?)/g;

/** What people do to tasks beside claiming and completing them. Everything is written with its history by the engine. */
@Injectable()
export class TaskOperationsService {
  constructor(
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions,
    private readonly reader: TaskReader,
    private readonly directory: UsersDirectory,
  ) {}

  async delegate(id: string, to: string, user: SessionUser, key?: IdempotencyKeyHandle): Promise<TaskView> {
    await this.people([to], user);
    return this.operate(id, user, 'delegate', { type: 'delegate-task', user: to }, key);
  }

  async transfer(id: string, to: string, user: SessionUser, key?: IdempotencyKeyHandle): Promise<TaskView> {
    await this.people([to], user);
    return this.operate(id, user, 'transfer', { type: 'transfer-task', user: to }, key);
  }

  async addSigner(id: string, request: AddSigner, user: SessionUser, key?: IdempotencyKeyHandle): Promise<TaskView> {
    const users = await this.people(request.users, user);
    const { position, rule, weights } = request;
    const operation: Operation = {
      type: 'add-signer',
      users,
      position,
      ...(rule === undefined ? {} : { rule: defined(rule) }),
      ...(weights === undefined ? {} : { weights }),
    };
    return this.operate(id, user, 'addSigner', operation, key);
  }

  removeSigner(id: string, signer: string, user: SessionUser, key?: IdempotencyKeyHandle): Promise<TaskView> {
    return this.operate(id, user, 'removeSigner', { type: 'remove-signer', user: signer }, key);
  }

  change(id: string, request: ChangeTask, user: SessionUser, key?: IdempotencyKeyHandle): Promise<TaskView> {
    const at = (text: string | null | undefined): number | null | undefined =>
      typeof text === 'string' ? fromIso(text, this.options.zone) : text;
    const [dueAt, followUpAt, priority] = [at(request.dueAt), at(request.followUpAt), request.priority];
    const operation: Operation = {
      type: 'change-task',
      ...(dueAt === undefined ? {} : { dueAt }),
      ...(followUpAt === undefined ? {} : { followUpAt }),
      ...(priority === undefined ? {} : { priority }),
    };
    return this.operate(id, user, 'change', operation, key);
  }

  async copy(id: string, to: readonly string[], user: SessionUser, key?: IdempotencyKeyHandle): Promise<TaskView> {
    const users = await this.people(to, user);
    return this.operate(id, user, 'copy', { type: 'copy-task', users }, key);
  }

  /** Only names that people have are mentions; the rest of a text is text. */
  async comment(id: string, text: string, user: SessionUser, key?: IdempotencyKeyHandle): Promise<TaskView> {
    const names = [...new Set([...text.matchAll(MENTION)].map((match) => match[1] ?? ''))].slice(0, 50);
    const known = await this.directory.enabled(names);
    const mentions = known.filter((person) => person.partyId === user.partyId).map((person) => person.username);
    return this.operate(id, user, 'comment', { type: 'comment-task', text, mentions }, key);
  }

  remind(id: string, text: string | undefined, user: SessionUser, key?: IdempotencyKeyHandle): Promise<TaskView> {
    return this.operate(id, user, 'remind', { type: 'remind-task', ...(text === undefined ? {} : { text }) }, key);
  }

  /** A wish of one's own: no history. */
  async follow(id: string, on: boolean, user: SessionUser): Promise<TaskView> {
    const seen = await this.reader.find(id, user);
    await this.engine.followTask(id, user.username, on);
    return this.reader.view(seen);
  }

  async read(id: string, user: SessionUser): Promise<TaskView> {
    const seen = await this.reader.find(id, user);
    await this.engine.markTaskRead(id, user.username);
    return this.reader.view(seen);
  }

  async activity(id: string, user: SessionUser): Promise<TaskActivity> {
    await this.reader.find(id, user);
    const { zone } = this.options;
    const [comments, watchers, reads] = await Promise.all([
      this.engine.taskComments(id),
      this.engine.taskWatchers(id),
      this.engine.taskReadMarks({ taskIds: [id] }),
    ]);
    const names = (kind: 'copied' | 'following'): string[] =>
      watchers.filter((watcher) => watcher.kind === kind).map((watcher) => watcher.username);
    return {
      comments: comments.map(({ id: commentId, author, onBehalfOf, text, mentions, createdAt }) => ({
        id: commentId,
        author,
        onBehalfOf,
        text,
        mentions: [...mentions],
        createdAt: toIso(createdAt, zone),
      })),
      copiedTo: names('copied'),
      followers: names('following'),
      reads: reads.map(({ username, readAt }) => ({ username, readAt: toIso(readAt, zone) })),
    };
  }

  private async operate(
    id: string,
    user: SessionUser,
    permission: Permission,
    operation: Operation,
    key: IdempotencyKeyHandle | undefined,
  ): Promise<TaskView> {
    const seen: SeenTask = await this.reader.open(id, user);
    if (!permissionsOf(seen.row, seen.asker)[permission]) throw new Problem('forbidden', 'TASK_NOT_ASSIGNEE');
    const command = { ...operation, taskId: id, actor: actorFor(seen.row, seen.asker) } as TaskOperation;
    const view = (change: unknown): TaskView => this.reader.changed(seen, change as Partial<UserTaskRow>);
    return view(await this.engine.operateTask(command, key?.claim(view)));
  }

  /** Names of enabled people of the same side and, for a customer, of the same party (design D10). @throws Problem TASK_PERSON_UNKNOWN */
  private async people(usernames: readonly string[], user: SessionUser): Promise<string[]> {
    const wanted = [...new Set(usernames)];
    const found = await this.directory.enabled(wanted);
    const fitting = new Set(found.filter((person) => person.partyId === user.partyId).map((person) => person.username));
    const missing = wanted.filter((name) => !fitting.has(name));
    if (missing.length > 0) throw new Problem('invalid', 'TASK_PERSON_UNKNOWN', { usernames: missing.join(', ') });
    return wanted;
  }
}

/** The object without keys that have no value. */
function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as never;
}
