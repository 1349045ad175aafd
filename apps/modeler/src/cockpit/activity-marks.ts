import type { ActivityView } from '@pledge/contracts';
import type { DiagramMark } from '@pledge/web';

/** Words of the signs. */
export interface MarkWords {
  readonly active: (count: number) => string;
  readonly incidents: (count: number) => string;
}

/** A token in a subprocess stands at a step inside: the frame around it is not counted. */
export function withoutFrames(items: ActivityView['items'], xml: string): ActivityView['items'] {
  const frames = new Set(
    [...xml.matchAll(/<(?:\w+:)?(?:subProcess|transaction|adHocSubProcess)\b[^>]*?\bid="([^"]+)"/g)].map(
      ([, id]) => id,
    ),
  );
  return items.flatMap((item) =>
    frames.has(item.elementId) ? (item.incidents > 0 ? [{ ...item, active: 0 }] : []) : [item],
  );
}

/** How many stand at each element, the fuller the warmer; and where something is broken. */
export function activityMarks(items: ActivityView['items'], words: MarkWords): DiagramMark[] {
  const most = Math.max(1, ...items.map(({ active }) => active));
  return items.flatMap(({ elementId, active, incidents }): DiagramMark[] => [
    ...(active > 0
      ? [
          {
            elementId,
            tone: 'heat',
            text: String(active),
            title: words.active(active),
            strength: active / most,
          } as const,
        ]
      : []),
    ...(incidents > 0
      ? [{ elementId, tone: 'trouble', text: `! ${incidents}`, title: words.incidents(incidents) } as const]
      : []),
  ]);
}
