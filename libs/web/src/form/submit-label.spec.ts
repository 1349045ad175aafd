import { describe, expect, it } from '@jest/globals';
import { asksFor, submitLabel, withoutButtons } from './submit-label.js';

const schema = {
  components: [
    { type: 'group', components: [{ type: 'datetime', key: 'arrivedAt', label: '到场时间' }] },
    { type: 'button', action: 'reset', label: '清空' },
    { type: 'button', action: 'submit', label: '确认到场' },
  ],
};

describe('the deed of a task form', () => {
  it('given a submit button, when asked, then its words name the deed', () => {
    expect(submitLabel(schema)).toBe('确认到场');
    expect(submitLabel({ components: [] })).toBeNull();
    expect(submitLabel(null)).toBeNull();
  });
  it('given buttons, when stripped, then the fields stay, in groups too', () => {
    const rest = withoutButtons(schema);
    expect(rest.components).toHaveLength(1);
    expect(asksFor(rest, 'arrivedAt')).toBe(true);
    expect(asksFor(rest, 'signature')).toBe(false);
  });
});
