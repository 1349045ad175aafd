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
export interface XmlTable extends XmlElement {
  readonly hitPolicy?: string;
  readonly aggregation?: string;
  readonly input?: readonly (XmlElement & { readonly inputExpression?: XmlText })[];
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
}
export interface XmlDefinitions extends XmlElement {
  readonly drgElement?: readonly XmlDrgElement[];
  readonly import?: readonly XmlElement[];
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
