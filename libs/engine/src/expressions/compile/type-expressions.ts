import { ANY, isInstance, typeNamed, type FeelType } from '../types.js';
import { nameOf, type Compiler } from './compiler.js';
import type { Run } from './env.js';
import type { FeelNode } from './parse.js';

/** `value instance of type`. An unknown type has no instances. */
export function compileInstanceOf(node: FeelNode, compiler: Compiler): Run {
  const value = compiler.run(node.children[0]);
  const written = node.children.at(-1);
  const type = written === undefined ? undefined : typeOf(written, compiler);
  if (type === undefined) return () => null;
  if (type.kind === 'basic' && type.of === 'null') return (env) => value(env) === null;
  return (env) => isInstance(value(env), type);
}

/** The type that is written; undefined where it names a type nobody knows. */
export function typeOf(node: FeelNode, compiler: Compiler): FeelType | undefined {
  const inner = (name: string): FeelType[] =>
    node.children.filter((child) => child.name === name).map((child) => typeOf(child, compiler) ?? { kind: 'never' });
  switch (node.name) {
    case 'Type':
    case 'ArgumentType':
      return node.children[0] === undefined ? undefined : typeOf(node.children[0], compiler);
    case 'QualifiedName':
    case 'SpecialType':
      return typeNamed(node.text.replace(/\s+/g, ' '), compiler.types) ?? typeNamed(nameOf(node), compiler.types);
    case 'ListType': {
      const of = inner('Type')[0] ?? ANY;
      // The parser was given `list` for `range`; the source still says which it is.
      return node.text.startsWith('range') ? { kind: 'range', of } : { kind: 'list', of };
    }
    case 'ContextType': {
      const entries = node.children.find((child) => child.name === 'ContextEntryTypes')?.children ?? [];
      return {
        kind: 'context',
        entries: entries
          .filter((entry) => entry.name === 'ContextEntryType')
          .map((entry) => {
            const [name, type] = entry.children;
            return [
              name === undefined ? '' : nameOf(name),
              (type === undefined ? undefined : typeOf(type, compiler)) ?? { kind: 'never' },
            ] as const;
          }),
      };
    }
    case 'FunctionType': {
      const given = node.children.find((child) => child.name === 'ArgumentTypes')?.children ?? [];
      return {
        kind: 'function',
        parameters: given
          .filter((child) => child.name === 'ArgumentType')
          .map((child) => typeOf(child, compiler) ?? { kind: 'never' }),
        result: inner('Type')[0] ?? ANY,
      };
    }
    default:
      return undefined;
  }
}
