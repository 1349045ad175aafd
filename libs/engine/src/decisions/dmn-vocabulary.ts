import { DmnModdle } from 'dmn-moddle';

/** A property of a moddle type as its package describes it. */
interface Property {
  readonly name: string;
  readonly type: string;
  readonly isAttr?: boolean;
}
interface TypeDescription {
  readonly name: string;
  readonly superClass?: readonly string[];
  readonly properties: readonly Property[];
}
interface Package {
  readonly types: readonly TypeDescription[];
}

const child = (name: string): Property => ({ name, type: 'ChildExpression' });
const iterator = (name: string, ...children: readonly string[]): TypeDescription => ({
  name,
  superClass: ['Expression'],
  properties: [{ name: 'iteratorVariable', type: 'String', isAttr: true }, ...children.map(child)],
});

/** The boxed expressions that DMN 1.4 added; the package knows 1.3 (DMN 1.5, 10.2.2). */
const additions: readonly TypeDescription[] = [
  { name: 'ChildExpression', superClass: ['DMNElement'], properties: [{ name: 'value', type: 'Expression' }] },
  { name: 'Conditional', superClass: ['Expression'], properties: [child('if'), child('then'), child('else')] },
  { name: 'Filter', superClass: ['Expression'], properties: [child('in'), child('match')] },
  iterator('For', 'in', 'return'),
  iterator('Some', 'in', 'satisfies'),
  iterator('Every', 'in', 'satisfies'),
];

let vocabulary: DmnModdle | undefined;

/** A reader of DMN 1.2–1.6. */
export function dmnReader(): DmnModdle {
  vocabulary ??= extended();
  return vocabulary;
}

function extended(): DmnModdle {
  const plain = new DmnModdle();
  const known = plain.registry.packageMap['dmn'] as Package;
  const copy = JSON.parse(
    JSON.stringify(known, (key, value: unknown) => (key === 'ns' ? undefined : value)),
  ) as Package;
  const types = copy.types.map((type) =>
    // DMN 1.5: a constraint on the type as a whole, beside the one on its values.
    type.name === 'ItemDefinition'
      ? { ...type, properties: [...type.properties, { name: 'typeConstraint', type: 'UnaryTests' }] }
      : type,
  );
  return new DmnModdle({ dmn: { ...copy, types: [...types, ...additions] } });
}
