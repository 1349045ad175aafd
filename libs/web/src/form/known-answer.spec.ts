import { describe, expect, it } from '@jest/globals';
import { knownAnswer } from './known-answer.js';

const field = (key: string, required: boolean, more: object = {}) => ({
  type: 'textfield',
  key,
  label: key,
  validate: { required },
  ...more,
});
const form = (components: object[], known: object = {}, draft: object | null = null) => ({
  schema: { type: 'default', components },
  variables: { ...known },
  draft: draft === null ? null : { ...draft },
});

describe('completing without opening the form', () => {
  it('given a task without a form, when asked, then it is completed as it is', () => {
    expect(knownAnswer({ schema: null, variables: { a: 1 }, draft: null })).toEqual({});
  });
  it('given a required field that is empty, when asked, then somebody has to open it', () => {
    expect(knownAnswer(form([field('a', true)]))).toBeNull();
    expect(knownAnswer(form([field('a', true)], { a: '' }))).toBeNull();
  });
  it('given a required field that was drafted, when asked, then the draft is the answer', () => {
    expect(knownAnswer(form([field('a', true)], { a: 'old' }, { a: 'new' }))).toEqual({ a: 'new' });
  });
  it('given a required field inside a group, when it is empty, then it counts', () => {
    expect(knownAnswer(form([{ type: 'group', components: [field('a', true)] }]))).toBeNull();
  });
  it('given fields that are shown only, when asked, then they are no answer', () => {
    expect(knownAnswer(form([field('a', true, { disabled: true }), field('b', false)], { a: 1, b: 2 }))).toEqual({
      b: 2,
    });
  });
});
