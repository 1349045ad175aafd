import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { merklePath, merkleRoot, rootOfPath } from './merkle.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('Merkle tree over lines', () => {
  it('given three lines, when the root is taken, then it is that of printf and sha256sum', () => {
    const [a, b, c] = ['one', 'two', 'three'].map((line) => sha256(`leaf:${line}`));
    const pair = sha256(`node:${String(a)}:${String(b)}`);
    expect(merkleRoot(['one', 'two', 'three'])).toBe(sha256(`node:${pair}:${String(c)}`));
  });

  it('given any lines, when a path is followed, then it leads to the root from its own line and from no other', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 40 }), fc.nat(), (lines, n) => {
        const index = n % lines.length;
        const line = lines[index] ?? '';
        const path = merklePath(lines, index);
        expect(rootOfPath(line, path)).toBe(merkleRoot(lines));
        expect(rootOfPath(`${line}!`, path)).not.toBe(merkleRoot(lines));
      }),
    );
  });

  it('given any lines, when one is changed, taken away, added or moved, then the root is another', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 20 }), fc.nat(), (lines, n) => {
        const index = n % lines.length;
        const root = merkleRoot(lines);
        expect(merkleRoot(lines.with(index, `${lines[index] ?? ''}!`))).not.toBe(root);
        expect(merkleRoot(lines.toSpliced(index, 1))).not.toBe(root);
        expect(merkleRoot([...lines, '!'])).not.toBe(root);
        expect(merkleRoot([...lines].reverse())).not.toBe(root);
      }),
    );
  });
});
