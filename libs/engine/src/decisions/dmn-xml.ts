/** The shapes dmn-moddle yields, as far as we read them. Everything is optional: the file is somebody's. */
export interface XmlElement {
  readonly $type: string;
  readonly id?: string;
  readonly name?: string;
}
export interface XmlReference {
  readonly href?: string;
}
export interface XmlItem extends XmlElement {
  readonly typeRef?: string;
}
export interface XmlText extends XmlElement {
  readonly text?: string;
  readonly expressionLanguage?: string;
  readonly typeRef?: string;
}
/** A boxed expression inside another (DMN 1.4): `if`, `then`, `in`, `return` … */
export interface XmlChild extends XmlElement {
  readonly value?: XmlElement;
}
export interface XmlConditional extends XmlElement {
  readonly if?: XmlChild;
  readonly then?: XmlChild;
  readonly else?: XmlChild;
}
export interface XmlIterator extends XmlElement {
  readonly iteratorVariable?: string;
  readonly in?: XmlChild;
  readonly return?: XmlChild;
  readonly match?: XmlChild;
  readonly satisfies?: XmlChild;
}
export interface XmlItemDefinition extends XmlElement {
  readonly typeRef?: string;
  readonly isCollection?: boolean;
  readonly allowedValues?: XmlText;
  readonly typeConstraint?: XmlText;
  readonly itemComponent?: readonly XmlItemDefinition[];
  readonly functionItem?: { readonly outputTypeRef?: string; readonly parameters?: readonly XmlItem[] };
}
export interface XmlImport extends XmlElement {
  readonly namespace?: string;
}
export interface XmlTable extends XmlElement {
  readonly hitPolicy?: string;
  readonly aggregation?: string;
  readonly input?: readonly (XmlElement & { readonly inputExpression?: XmlText; readonly inputValues?: XmlText })[];
  readonly output?: readonly (XmlElement & {
    readonly typeRef?: string;
    readonly outputValues?: XmlText;
    readonly defaultOutputEntry?: XmlText;
  })[];
  readonly rule?: readonly (XmlElement & {
    readonly inputEntry?: readonly XmlText[];
    readonly outputEntry?: readonly XmlText[];
  })[];
}
export interface XmlContext extends XmlElement {
  readonly contextEntry?: readonly (XmlElement & { readonly variable?: XmlItem; readonly value?: XmlElement })[];
}
export interface XmlList extends XmlElement {
  readonly elements?: readonly XmlElement[];
}
export interface XmlRelation extends XmlElement {
  readonly column?: readonly XmlItem[];
  readonly row?: readonly XmlList[];
}
export interface XmlFunction extends XmlElement {
  readonly kind?: string;
  readonly formalParameter?: readonly XmlItem[];
  readonly body?: XmlElement;
}
export interface XmlInvocation extends XmlElement {
  readonly calledFunction?: XmlElement;
  readonly binding?: readonly { readonly parameter?: XmlItem; readonly bindingFormula?: XmlElement }[];
}
export interface XmlRequirement {
  readonly requiredDecision?: XmlReference;
  readonly requiredInput?: XmlReference;
  readonly requiredKnowledge?: XmlReference;
}
export interface XmlDrgElement extends XmlElement {
  readonly variable?: XmlItem;
  readonly informationRequirement?: readonly XmlRequirement[];
  readonly knowledgeRequirement?: readonly XmlRequirement[];
  readonly decisionLogic?: XmlElement;
  readonly encapsulatedLogic?: XmlFunction;
  readonly outputDecision?: readonly XmlReference[];
  readonly inputDecision?: readonly XmlReference[];
  readonly inputData?: readonly XmlReference[];
}
export interface XmlDefinitions extends XmlElement {
  readonly namespace?: string;
  readonly drgElement?: readonly XmlDrgElement[];
  readonly itemDefinition?: readonly XmlItemDefinition[];
  readonly import?: readonly XmlImport[];
}

const MODEL_13 = 'https://www.omg.org/spec/DMN/20191111/MODEL/';
const OTHER_MODELS = [
  'http://www.omg.org/spec/DMN/20180521/MODEL/',
  'https://www.omg.org/spec/DMN/20211108/MODEL/',
  'https://www.omg.org/spec/DMN/20230324/MODEL/',
  'https://www.omg.org/spec/DMN/20240513/MODEL/',
];
const DI_13 = 'https://www.omg.org/spec/DMN/20191111/DMNDI/';
const OTHER_DI = OTHER_MODELS.map((model) => model.replace('/MODEL/', '/DMNDI/'));

/** dmn-moddle reads the namespaces of DMN 1.3 only; the elements we run are the same from 1.2 to 1.6. */
export function withNamespaceOf13(xml: string): string {
  let text = xml;
  for (const other of OTHER_MODELS) text = text.replaceAll(`"${other}"`, `"${MODEL_13}"`);
  for (const other of OTHER_DI) text = text.replaceAll(`"${other}"`, `"${DI_13}"`);
  return text;
}
