import { describe, expect, it } from '@jest/globals';
import { keyedComponents, localizeSchema, withoutKeys, type FormSchema } from './localize-schema.js';

const schema: FormSchema = {
  type: 'default',
  components: [
    { type: 'text', text: '## 首次联系', properties: { 'text.en': '## First contact' } },
    {
      type: 'group',
      label: '判断',
      properties: { 'label.en': 'Judgement' },
      components: [
        {
          type: 'radio',
          key: 'impact',
          label: '影响',
          properties: { 'label.en': 'Impact', 'value.paralysed.en': 'Paralysed' },
          values: [
            { value: 'paralysed', label: '瘫痪' },
            { value: 'single-service', label: '个别服务' },
          ],
        },
      ],
    },
    { type: 'textfield', key: 'signature', label: '签名' },
  ],
};

describe('a form in the chosen language', () => {
  it('given Chinese, when localized, then the schema is the very same', () => {
    expect(localizeSchema(schema, 'zh-CN')).toBe(schema);
  });
  it('given English, when localized, then labels, texts and options with an English property change, in groups too', () => {
    const english = localizeSchema(schema, 'en');
    expect(english.components?.[0]?.['text']).toBe('## First contact');
    expect(english.components?.[1]?.label).toBe('Judgement');
    const impact = english.components?.[1]?.components?.[0];
    expect(impact?.label).toBe('Impact');
    expect(impact?.values?.map((option) => option.label)).toEqual(['Paralysed', '个别服务']);
    expect(english.components?.[2]?.label).toBe('签名');
  });
  it('given keys that a screen draws itself, when removed, then the others stay in order', () => {
    expect(keyedComponents(schema).map((component) => component.key)).toEqual(['impact', 'signature']);
    expect(keyedComponents(withoutKeys(schema, new Set(['signature']))).map((component) => component.key)).toEqual([
      'impact',
    ]);
  });
});
