const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

/** What a new decision starts from: one table with a condition, a result and a rule, drawn. */
export function newDecision(
  key: string,
  words: { readonly name: string; readonly input: string; readonly output: string },
): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" id="${key}-definitions" name="${escaped(words.name)}" namespace="http://pledge/processes">
  <decision id="${key}" name="${escaped(words.name)}">
    <decisionTable id="${key}-table" hitPolicy="UNIQUE">
      <input id="${key}-input" label="${escaped(words.input)}">
        <inputExpression id="${key}-expression" typeRef="string"><text>input</text></inputExpression>
      </input>
      <output id="${key}-output" label="${escaped(words.output)}" name="output" typeRef="string" />
    </decisionTable>
  </decision>
  <dmndi:DMNDI>
    <dmndi:DMNDiagram>
      <dmndi:DMNShape dmnElementRef="${key}"><dc:Bounds height="80" width="180" x="160" y="100" /></dmndi:DMNShape>
    </dmndi:DMNDiagram>
  </dmndi:DMNDI>
</definitions>`;
}
