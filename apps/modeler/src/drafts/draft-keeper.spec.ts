import { describe, expect, it } from '@jest/globals';
import type { DraftContent, DraftView, SaveDraft } from '@pledge/contracts';
import { DraftKeeper, RETRY_AFTER, SAVE_AFTER, type SaveOutcome } from './draft-keeper.js';
import type { LocalDraft } from './local-draft.js';
import { openDraft } from './open-draft.js';

const view = (revision: number): DraftView => ({
  kind: 'process',
  key: 'p',
  title: 'p',
  basedOn: 1,
  revision,
  editedBy: 'admin',
  editedByName: 'admin',
  editedAt: '2026-03-02T10:00:00.000+08:00',
  review: { state: 'none', by: null, at: null, note: '' },
});

/** A server with one draft, a browser with one slot, and time that moves by hand. */
function stage(options: { room?: boolean } = {}) {
  const server = { revision: 0, content: '', up: true, saves: 0 };
  const browser: { kept: LocalDraft | null } = { kept: null };
  const timers = new Set<{ at: number; run: () => void }>();
  let now = 0;
  const open: (() => void)[] = [];
  const answer = { held: false };
  const keeper = new DraftKeeper(
    {
      save: async (body: SaveDraft): Promise<SaveOutcome> => {
        server.saves += 1;
        if (answer.held) await new Promise<void>((resolve) => open.push(resolve));
        if (!server.up) return { kind: 'unreachable' };
        if (body.revision !== server.revision) return { kind: 'changed' };
        server.revision += 1;
        server.content = body.content;
        return { kind: 'saved', draft: view(server.revision) };
      },
      keep: (draft) => {
        if (options.room === false) return false;
        browser.kept = draft;
        return true;
      },
      now: () => now,
      after: (ms, run) => {
        const timer = { at: now + ms, run };
        timers.add(timer);
        return () => timers.delete(timer);
      },
    },
    { revision: 0, basedOn: 1, savedAt: null, review: null },
  );
  const turn = async (): Promise<void> => {
    for (let index = 0; index < 20; index += 1) await Promise.resolve();
  };
  return {
    keeper,
    server,
    browser,
    hold: () => {
      answer.held = true;
    },
    release: async () => {
      answer.held = false;
      for (const resolve of open.splice(0)) resolve();
      await turn();
    },
    pass: async (ms: number) => {
      now += ms;
      for (const timer of [...timers].filter((each) => each.at <= now)) {
        timers.delete(timer);
        timer.run();
      }
      await turn();
    },
  };
}

describe('keeping a draft', () => {
  it('keeps every change in the browser at once and the last one on the server after a pause', async () => {
    const { keeper, server, browser, pass } = stage();
    keeper.change('a', 'p');
    keeper.change('ab', 'p');
    expect(browser.kept).toMatchObject({ content: 'ab', synced: false });
    expect(server.saves).toBe(0);
    await pass(SAVE_AFTER);
    expect(server).toMatchObject({ content: 'ab', revision: 1, saves: 1 });
    expect(keeper.current()).toMatchObject({ status: 'saved', revision: 1 });
    expect(browser.kept).toMatchObject({ content: 'ab', synced: true, revision: 1 });
  });

  it('sends what was changed while a save was on its way, in order', async () => {
    const { keeper, server, hold, release, pass } = stage();
    hold();
    keeper.change('a', 'p');
    await pass(SAVE_AFTER);
    keeper.change('ab', 'p');
    await release();
    expect(keeper.current()).toMatchObject({ status: 'saving', revision: 1 });
    await pass(SAVE_AFTER);
    expect(server).toMatchObject({ content: 'ab', revision: 2 });
    expect(keeper.current().status).toBe('saved');
  });

  it('goes on in the browser while the server is away, and catches up', async () => {
    const { keeper, server, browser, pass } = stage();
    server.up = false;
    keeper.change('a', 'p');
    await pass(SAVE_AFTER);
    expect(keeper.current().status).toBe('local');
    keeper.change('ab', 'p');
    expect(browser.kept).toMatchObject({ content: 'ab', synced: false });
    await pass(SAVE_AFTER);
    server.up = true;
    await pass(RETRY_AFTER * 2);
    expect(server).toMatchObject({ content: 'ab', revision: 1 });
    expect(keeper.current().status).toBe('saved');
  });

  it('stops at a newer draft of somebody else, and still keeps in the browser what is typed', async () => {
    const { keeper, server, browser, pass } = stage();
    server.revision = 3;
    server.content = 'theirs';
    keeper.change('mine', 'p');
    await pass(SAVE_AFTER);
    expect(keeper.current().status).toBe('conflict');
    keeper.change('mine and more', 'p');
    await pass(SAVE_AFTER * 10);
    expect(server.content).toBe('theirs');
    expect(browser.kept).toMatchObject({ content: 'mine and more', synced: false });
    // when the person has merged
    keeper.rebase(3);
    keeper.change('both', 'p');
    expect(await keeper.flush()).toBe(true);
    expect(server).toMatchObject({ content: 'both', revision: 4 });
  });

  it('believes a newer revision only when it was asked after this page’s own last deed', async () => {
    const { keeper, pass } = stage();
    keeper.change('a', 'p');
    await pass(SAVE_AFTER);
    keeper.noticed(2, SAVE_AFTER - 1);
    expect(keeper.current().status).toBe('saved');
    // published: an answer that was on its way then still names the old draft
    keeper.reset(2);
    keeper.noticed(1, SAVE_AFTER);
    expect(keeper.current().status).toBe('clean');
    keeper.noticed(1, SAVE_AFTER + 1);
    expect(keeper.current().status).toBe('conflict');
  });

  it('says so when neither the server nor the browser can keep it', async () => {
    const { keeper, server, pass } = stage({ room: false });
    server.up = false;
    keeper.change('a', 'p');
    await pass(SAVE_AFTER);
    expect(keeper.current().status).toBe('unsaved');
    expect(await keeper.flush()).toBe(false);
  });

  it('flushes before a publication, waiting for the save that is on its way', async () => {
    const { keeper, server, hold, release, pass } = stage();
    hold();
    keeper.change('a', 'p');
    await pass(SAVE_AFTER);
    keeper.change('ab', 'p');
    const flushed = keeper.flush();
    await release();
    expect(await flushed).toBe(true);
    expect(server).toMatchObject({ content: 'ab', revision: 2 });
  });
});

describe('opening', () => {
  const published = { content: 'v1', version: 1 };
  const server: DraftContent = { ...view(4), content: 'theirs' };
  const local = (change: Partial<LocalDraft>): LocalDraft => ({
    content: 'mine',
    title: 'p',
    basedOn: 1,
    revision: 4,
    savedAt: 7,
    synced: false,
    ...change,
  });
  it.each<[string, DraftContent | null, LocalDraft | null, Partial<ReturnType<typeof openDraft>>]>([
    ['nothing unpublished', null, null, { content: 'v1', revision: 0, unsent: false, conflict: false }],
    ['a draft on the server', server, null, { content: 'theirs', revision: 4, unsent: false }],
    ['what the server has too', server, local({ synced: true }), { content: 'theirs', unsent: false }],
    ['work that never arrived', server, local({}), { content: 'mine', revision: 4, unsent: true, conflict: false }],
    [
      'work that never arrived, no draft yet',
      null,
      local({ revision: 0 }),
      { content: 'mine', revision: 0, unsent: true },
    ],
    ['work whose draft was published meanwhile', null, local({}), { content: 'mine', revision: 0, unsent: true }],
    ['work that somebody overtook', server, local({ revision: 3 }), { content: 'mine', unsent: false, conflict: true }],
    [
      'an overtaken copy that says the same',
      server,
      local({ revision: 3, content: 'theirs' }),
      { content: 'theirs', conflict: false },
    ],
  ])('%s', (_, draft, kept, expected) => {
    expect(openDraft(published, draft, kept)).toMatchObject(expected);
  });
});
