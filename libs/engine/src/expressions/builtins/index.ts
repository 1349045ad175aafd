import type { FeelCallable } from '../values.js';
import { conversions } from './conversions.js';
import { contexts } from './contexts.js';
import { lists } from './lists.js';
import { numbers } from './numbers.js';
import { ranges } from './ranges.js';
import { statistics } from './statistics.js';
import { strings } from './strings.js';
import { temporals } from './temporals.js';

/** The built-in functions of DMN 1.3–1.5 (chapter 10.3.4) by name, except `now()` and `today()`, which ask the clock. */
export const builtins: ReadonlyMap<string, FeelCallable> = new Map(
  [conversions, contexts, lists, numbers, ranges, statistics, strings, temporals].flatMap((library) =>
    library.entries(),
  ),
);
