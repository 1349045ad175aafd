import { describe, expect, it } from '@jest/globals';
import type { EmergencyContact } from '@pledge/contracts';
import { asKind, kindOf, nextId } from './plan-draft.js';

const contact: EmergencyContact = {
  id: 'engineers',
  duty: { zh: '工程师', en: 'Engineers' },
  side: 'provider',
  role: 'engineer',
  channels: ['sms', 'phone'],
};

describe('the draft of a plan', () => {
  it('given rows, some with ids of ours, when a row is added, then its id is new', () => {
    expect(nextId([])).toBe('item-1');
    expect(nextId([{ id: 'item-2' }])).toBe('item-3');
    expect(nextId([{ id: 'item-3' }, { id: 'backup' }])).toBe('item-4');
  });
  it('given a role, when it becomes a named person or the representatives, then nothing of the role is left', () => {
    expect(kindOf(contact)).toBe('role');
    expect(asKind(contact, 'named')).toEqual({ ...without('role'), name: '' });
    expect(asKind(contact, 'representatives')).toEqual({ ...without('role'), side: 'customer', representatives: true });
    expect(kindOf(asKind(contact, 'representatives'))).toBe('representatives');
    expect(asKind(asKind(contact, 'named'), 'role')).toEqual(contact);
  });
});

function without(name: 'role'): Partial<EmergencyContact> {
  const { [name]: _gone, ...rest } = contact;
  return rest;
}
