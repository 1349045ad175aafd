import { describe, expect, it } from '@jest/globals';
import { MAX_FILE_BYTES, MAX_LARGE_FILE_BYTES, megabytes } from '@pledge/contracts';
import { addFiles, photoName } from './chosen-files.js';

const file = (name: string, size = 1) => ({ name, size });
const names = (files: readonly { name: string }[]): string[] => files.map((one) => one.name);

describe('files chosen in a form', () => {
  it('given some that are too large, when chosen, then the others are taken, those that were there stay, and the large ones are told', () => {
    const { files, tooLarge, tooMany } = addFiles(
      [file('before.jpg')],
      [file('exactly.jpg', 10), file('large.jpg', 11), file('small.jpg', 9)],
      { bytes: 10, count: 6 },
    );
    expect(names(files)).toEqual(['before.jpg', 'exactly.jpg', 'small.jpg']);
    expect(names(tooLarge)).toEqual(['large.jpg']);
    expect(tooMany).toEqual([]);
  });

  it('given more than the field takes, when chosen, then the first stay and the rest is told', () => {
    const { files, tooMany } = addFiles([file('a'), file('b')], [file('c'), file('d')], { bytes: 10, count: 3 });
    expect(names(files)).toEqual(['a', 'b', 'c']);
    expect(names(tooMany)).toEqual(['d']);
  });

  it('given a field for one file, when another is chosen, then it takes its place, unless it is too large', () => {
    const limits = { bytes: 10, count: 1 };
    expect(names(addFiles([file('old')], [file('new')], limits).files)).toEqual(['new']);
    expect(names(addFiles([file('old')], [file('new', 11)], limits).files)).toEqual(['old']);
    expect(names(addFiles([file('old')], [], limits).files)).toEqual(['old']);
  });

  it('given the limits of the server, when a person reads them, then they are whole megabytes', () => {
    expect([megabytes(MAX_FILE_BYTES), megabytes(MAX_LARGE_FILE_BYTES)]).toEqual(['10', '30']);
  });
});

describe('the name of a photo', () => {
  const takenAt = new Date(2026, 10, 27, 9, 5).getTime();
  const of = (name: string, taken: readonly string[] = []) => photoName(name, { of: 'Fault', takenAt, taken });

  it.each([
    'image.jpg',
    'IMG_4711.JPG',
    'IMG_20261127_090512.jpg',
    'PXL_20261127_090512123.jpg',
    'DSC00042.jpg',
    '1764205512000.jpg',
    'mmexport1764205512000.jpg',
    'image (2).jpg',
    '6F9619FF-8B86-D011-B42D-00C04FC964FF.jpg',
  ])('given %s from a camera, when named, then it says what it is of and when it was taken', (name) => {
    expect(of(name)).toMatch(/^Fault 2026-11-27 0905\.jpg$/);
  });

  it.each(['rack front.jpg', '机房照片.png', 'Screenshot 2026-11-27.png', 'IMG_rack.jpg', 'alarm-17.jpg'])(
    'given %s, which tells something, when named, then it keeps its name',
    (name) => {
      expect(of(name)).toBe(name);
    },
  );

  it('given words that no name of a file may hold, when named, then they stand apart by a dash', () => {
    expect(photoName('image.jpg', { of: 'Board 1/2: seal', takenAt, taken: [] })).toBe(
      'Board 1-2- seal 2026-11-27 0905.jpg',
    );
  });

  it('given two of the same minute, when named, then the second gets a number', () => {
    const first = of('image.jpg');
    const second = of('image.jpg', [first]);
    expect([first, second, of('image.jpg', [first, second])]).toEqual([
      'Fault 2026-11-27 0905.jpg',
      'Fault 2026-11-27 0905 2.jpg',
      'Fault 2026-11-27 0905 3.jpg',
    ]);
  });
});
