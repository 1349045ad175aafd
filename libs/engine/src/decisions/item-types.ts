import { compileUnaryTests, type FeelContext } from '../expressions/index.js';
import { ANY, typeNamed, type FeelType, type TypeLookup } from '../expressions/types.js';
import { isList, type FeelValue } from '../expressions/values.js';
import type { XmlItemDefinition } from './dmn-xml.js';

/** Constraints speak about the value alone: no variables, and no clock. */
const nothing: FeelContext = { variables: {}, now: 0, zone: 'UTC' };

/** A chain of definitions deeper than this is refused; it can only be a circle. */
const MAX_DEPTH = 30;

/**
 * The item definitions of a file as types (DMN 1.3, 7.3.3).
 * @param imported looks up `import.type`.
 * @param fault is told where a constraint cannot be read.
 */
export function itemTypes(
  definitions: readonly XmlItemDefinition[],
  imported: TypeLookup,
  names: readonly string[],
  fault: (text: string, message: string, id: string | undefined) => void,
): TypeLookup {
  const byName = new Map(definitions.map((definition) => [definition.name ?? '', definition]));
  const built = new Map<string, FeelType>();
  let depth = 0;

  const lookup: TypeLookup = (name) => {
    const known = built.get(name);
    if (known !== undefined) return known;
    const definition = byName.get(name);
    if (definition === undefined) return imported(name);
    if (depth > MAX_DEPTH) return ANY;
    depth++;
    const type = typeOf(definition);
    depth--;
    built.set(name, type);
    return type;
  };

  const typeOf = (definition: XmlItemDefinition): FeelType => {
    const base = constrained(baseOf(definition), definition.allowedValues, definition);
    const type: FeelType = definition.isCollection === true ? { kind: 'list', of: base } : base;
    return constrained(type, definition.typeConstraint, definition);
  };

  const baseOf = (definition: XmlItemDefinition): FeelType => {
    const components = definition.itemComponent ?? [];
    if (components.length > 0) {
      return { kind: 'context', entries: components.map((each) => [each.name ?? '', typeOf(each)] as const) };
    }
    const { functionItem, typeRef } = definition;
    if (functionItem !== undefined) {
      return {
        kind: 'function',
        parameters: (functionItem.parameters ?? []).map((each) => typeNamed(each.typeRef ?? 'Any', lookup) ?? ANY),
        result: typeNamed(functionItem.outputTypeRef ?? 'Any', lookup) ?? ANY,
      };
    }
    // A definition that names itself as its base means the FEEL type of that name.
    if (typeRef === definition.name && typeRef !== undefined) return typeNamed(typeRef) ?? ANY;
    return typeRef === undefined ? ANY : (typeNamed(typeRef, lookup) ?? ANY);
  };

  const constrained = (type: FeelType, tests: XmlItemDefinition['allowedValues'], of: XmlItemDefinition): FeelType => {
    const text = tests?.text ?? '';
    if (text.trim() === '') return type;
    const compiled = compileUnaryTests(text, names, { types: lookup });
    if (!compiled.ok) {
      fault(text, compiled.message, of.id);
      return type;
    }
    const allowed = (value: FeelValue): boolean => {
      const answer = compiled.tests.test(value, nothing);
      return answer.ok && answer.value;
    };
    // On a list the allowed values speak about its elements.
    const each = type.kind === 'list' && tests === of.allowedValues;
    return {
      kind: 'constrained',
      of: type,
      allows: (value) => (each && isList(value) ? value.every(allowed) : allowed(value)),
    };
  };

  return lookup;
}
