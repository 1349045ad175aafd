import type { MenuProps } from 'antd';
import type { StudioModeler } from './create-modeler.js';

/** Longest side of a picture, px: what browsers draw on one canvas without giving up. */
const LARGEST = 12_000;

/** What a file can be called on every system. */
export function fileName(name: string, ending: string): string {
  const plain = name.replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]+/gu, ' ').trim();
  return `${plain === '' ? 'process' : [...plain].slice(0, 80).join('')}.${ending}`;
}

export function download(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Draws an SVG on white at twice its size, smaller where it would be too large. Throws when the browser cannot draw it. */
export async function pngOf(svg: string): Promise<Blob> {
  const [width = 0, height = 0] = ['width', 'height'].map((side) =>
    Number(new RegExp(`<svg[^>]*\\s${side}="([\\d.]+)`).exec(svg)?.[1] ?? 0),
  );
  if (width === 0 || height === 0) throw new Error('the diagram is empty');
  const scale = Math.min(2, LARGEST / Math.max(width, height));
  const picture = new Image();
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    await new Promise<void>((resolve, reject) => {
      picture.onload = () => resolve();
      picture.onerror = () => reject(new Error('the picture cannot be drawn'));
      picture.src = url;
    });
    const canvas = document.createElement('canvas');
    canvas.width = Math.ceil(width * scale);
    canvas.height = Math.ceil(height * scale);
    const paper = canvas.getContext('2d');
    if (!paper) throw new Error('the picture cannot be drawn');
    paper.fillStyle = '#ffffff';
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('the picture cannot be drawn');
    return blob;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Menu lines: the diagram as BPMN, SVG and PNG. */
export function exportItems(
  modeler: StudioModeler | null,
  name: string,
  t: (key: string) => string,
): NonNullable<MenuProps['items']> {
  const save = async (ending: 'bpmn' | 'svg' | 'png'): Promise<void> => {
    if (!modeler) return;
    if (ending === 'bpmn') {
      download(fileName(name, ending), new Blob([await modeler.saveXML()], { type: 'application/xml' }));
      return;
    }
    const svg = await modeler.saveSVG();
    download(fileName(name, ending), ending === 'png' ? await pngOf(svg) : new Blob([svg], { type: 'image/svg+xml' }));
  };
  return (['bpmn', 'svg', 'png'] as const).map((ending) => ({
    key: ending,
    label: t(`modeler.export.${ending}`),
    disabled: modeler === null,
    onClick: () => void save(ending),
  }));
}
