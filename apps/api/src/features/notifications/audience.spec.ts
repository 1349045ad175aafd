import { describe, expect, it } from '@jest/globals';
import type { CaseFacts, PeoplePort, Person } from '../documents/index.js';
import { audienceOf } from './audience.js';
import { cutBytes, webhookRefusal } from './channels/webhook-formats.js';
import { notificationOptions } from './options.js';
import { backOff } from './outbox-sender.js';
import { audienceOfTask } from './task-watcher.js';

const person = (username: string): Person => ({
  username,
  displayName: username,
  mail: null,
  mobile: null,
  language: 'zh-CN',
});
const people: PeoplePort = {
  byUsernames: (names) => Promise.resolve(names.map(person)),
  byRole: (role) => Promise.resolve([person(`${role}-1`), person(`${role}-2`)]),
  byParty: (party) => Promise.resolve([person(`of-${party}`)]),
};
const facts = { owner: 'zhang', partyId: 'p1', number: 'GD-1' } as CaseFacts;
const names = async (text: string, variables: Record<string, unknown> = {}): Promise<string[]> =>
  (await audienceOf(text, people, { facts, variables, holders: () => Promise.resolve(['holder']) })).people.map(
    (one) => one.username,
  );

describe('audience of a model', () => {
  it.each([
    ['role:pm', ['pm-1', 'pm-2']],
    ['owner, role:pm', ['zhang', 'pm-1', 'pm-2']],
    ['assignee', ['holder']],
    ['customer', ['of-p1']],
    ['customer:p2', ['of-p2']],
    ['engineer', ['zhang']],
    ['user:li,user:li', ['li']],
    ['', []],
  ])('given %s, then these people are told, each once and in order', async (text, expected) => {
    expect(await names(text)).toEqual(expected);
  });
  it('given an engineer among the variables, then it is that one', async () => {
    expect(await names('engineer', { engineer: 'wang' })).toEqual(['wang']);
  });
  it('given a word that nobody knows, then it is an error', async () => {
    await expect(names('boss')).rejects.toThrow('audience "boss"');
  });
  it('given a task, then its assignee, else its candidates', () => {
    const task = { assignee: null, candidateUsers: ['u'], candidateGroups: ['pm', 'customer:p1'] };
    expect(audienceOfTask(task)).toBe('user:u,role:pm,customer:p1');
    expect(audienceOfTask({ ...task, assignee: 'zhang' })).toBe('user:zhang');
  });
});

describe('sending', () => {
  it('given more tries, then pauses double up to 15 minutes', () => {
    expect([1, 2, 3, 20].map((tries) => backOff(tries, 0))).toEqual([5_000, 10_000, 20_000, 900_000]);
    expect(backOff(1, 1)).toBe(6_250);
  });
  it('given a long text, then it is cut at a whole character within the bytes', () => {
    expect(cutBytes('故障', 6)).toBe('故障');
    expect(cutBytes('故障申告', 9)).toBe('故障…');
    expect(Buffer.byteLength(cutBytes('😀'.repeat(1_000), 2_048))).toBeLessThanOrEqual(2_048);
  });
  it('given what a robot answers, then only its own success counts', () => {
    expect(webhookRefusal('wecom', { errcode: 0, errmsg: 'ok' })).toBeNull();
    expect(webhookRefusal('feishu', { StatusCode: 0 })).toBeNull();
    expect(webhookRefusal('feishu', { code: 19021, msg: 'sign match fail' })).toBe('feishu: 19021 sign match fail');
    expect(webhookRefusal('dingtalk', null)).toContain('no answer code');
  });
  it('given SMTP_URL, then the sender stands in it, else it is the login or the host', () => {
    expect(notificationOptions('smtp://mx.example.com:25?from=a@b.cn')).toEqual({
      smtpUrl: 'smtp://mx.example.com:25',
      from: 'a@b.cn',
      mailConnections: 16,
      sms: null,
      showCodes: false,
    });
    expect(notificationOptions('smtps://me%40b.cn:x@mx.example.com').from).toBe('me@b.cn');
    expect(notificationOptions(null).smtpUrl).toBeNull();
    expect(notificationOptions('smtp://mx.example.com?maxConnections=3')).toMatchObject({
      smtpUrl: 'smtp://mx.example.com',
      mailConnections: 3,
    });
  });
});
