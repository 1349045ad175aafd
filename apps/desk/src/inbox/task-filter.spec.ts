import { describe, expect, it } from '@jest/globals';
import { filterQuery, isFiltering, noFilter } from './task-filter.js';

describe('filters of the inbox', () => {
  it.each([
    [noFilter, false, {}],
    [{ words: '  ', due: 'any' as const }, false, {}],
    [{ words: ' 甘肃 ', due: 'any' as const }, true, { words: '甘肃' }],
    [{ words: '', due: 'late' as const }, true, { due: 'late' }],
    [{ words: 'gd-2026', due: 'today' as const }, true, { words: 'gd-2026', due: 'today' }],
  ])('given %j, when asked, then the server narrows by what is set alone', (filter, filtering, query) => {
    expect(isFiltering(filter)).toBe(filtering);
    expect(filterQuery(filter)).toEqual(query);
  });
});
