import { describe, expect, it } from '@jest/globals';
import { activityMarks, withoutFrames } from './activity-marks.js';

const words = { active: (count: number) => `${count} here`, incidents: (count: number) => `${count} broken` };

describe('what stands on the diagram of the cockpit', () => {
  it('given counts, then the fullest element is the warmest and trouble has a sign of its own', () => {
    const marks = activityMarks(
      [
        { elementId: 'assess', active: 4, incidents: 0 },
        { elementId: 'repair', active: 1, incidents: 2 },
      ],
      words,
    );
    expect(marks).toEqual([
      { elementId: 'assess', tone: 'heat', text: '4', title: '4 here', strength: 1 },
      { elementId: 'repair', tone: 'heat', text: '1', title: '1 here', strength: 0.25 },
      { elementId: 'repair', tone: 'trouble', text: '! 2', title: '2 broken' },
    ]);
  });
  it('given a subprocess around a token, then only the step inside is counted', () => {
    const items = [
      { elementId: 'around', active: 1, incidents: 0 },
      { elementId: 'inside', active: 1, incidents: 0 },
    ];
    const xml = '<bpmn:subProcess name="x" id="around"><bpmn:userTask id="inside"/></bpmn:subProcess>';
    expect(withoutFrames(items, xml)).toEqual([items[1]]);
    expect(withoutFrames(items, '<bpmn:userTask id="around"/>')).toEqual(items);
  });
  it('given nobody anywhere, then nothing is drawn', () => {
    expect(activityMarks([{ elementId: 'assess', active: 0, incidents: 0 }], words)).toEqual([]);
  });
});
