import { describe, expect, it } from '@jest/globals';
import { validate, version } from 'uuid';
import { newId } from './new-id.js';

describe('ids', () => {
  it('given ten thousand in a row, when they are made, then each is a UUIDv7, none repeats, and they ascend', () => {
    const ids = Array.from({ length: 10_000 }, newId);

    expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
  });
});
