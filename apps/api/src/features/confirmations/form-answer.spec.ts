import { describe, expect, it } from '@jest/globals';
import { answerFor } from './form-answer.js';

describe('answer to the form of the signing task', () => {
  const answer = {
    satisfaction: 'satisfied',
    confirmed: true,
    signerName: '李',
    comment: undefined,
    signature: 'signature:1',
  };
  it('given a form without some fields, then only its own are sent', () => {
    expect(
      answerFor(
        {
          components: [
            { key: 'satisfaction' },
            { components: [{ key: 'confirmed', values: [{ value: true }, { value: false }] }] },
            { key: 'comment' },
          ],
        },
        answer,
      ),
    ).toEqual({ satisfaction: 'satisfied', confirmed: true });
  });
  it('given a form that asks yes or no in words, then words are sent', () => {
    expect(
      answerFor(
        { components: [{ key: 'confirmed', values: [{ value: 'yes' }, { value: 'no' }] }] },
        { ...answer, confirmed: false },
      ),
    ).toEqual({ confirmed: 'no' });
  });
  it('given no form, then everything is sent', () => {
    expect(answerFor(null, answer)).toEqual(answer);
  });
});
