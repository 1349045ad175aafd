import { Button } from 'antd';
import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';

/** Size of the image that is stored, px: enough for print at 60 mm, small enough for a process variable. */
const image = { width: 600, height: 220 } as const;

/** A canvas to sign on with finger, pen or mouse. Gives a PNG data URL, '' while empty. */
export function SignaturePad({ onChange }: { readonly onChange: (dataUrl: string) => void }): React.JSX.Element {
  const { t } = useTranslation();
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<{ readonly x: number; readonly y: number } | null>(null);
  const [empty, setEmpty] = useState(true);

  useEffect(() => clear(canvas.current), []);

  const point = (event: PointerEvent<HTMLCanvasElement>): { x: number; y: number } => {
    const box = event.currentTarget.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) / box.width) * image.width,
      y: ((event.clientY - box.top) / box.height) * image.height,
    };
  };
  const draw = (event: PointerEvent<HTMLCanvasElement>): void => {
    const from = last.current;
    const context = canvas.current?.getContext('2d');
    if (from === null || context === null || context === undefined) return;
    const to = point(event);
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
    last.current = to;
  };
  const end = (): void => {
    if (last.current === null) return;
    last.current = null;
    setEmpty(false);
    onChange(canvas.current?.toDataURL('image/png') ?? '');
  };
  return (
    <div className="signature-pad">
      <canvas
        ref={canvas}
        width={image.width}
        height={image.height}
        aria-label={t('sign.pad')}
        role="img"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          last.current = point(event);
          draw(event);
        }}
        onPointerMove={draw}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <div className="signature-foot">
        <span className="soft">{empty ? t('sign.padHint') : t('sign.signed')}</span>
        <Button
          size="small"
          type="text"
          disabled={empty}
          onClick={() => {
            clear(canvas.current);
            setEmpty(true);
            onChange('');
          }}
        >
          {t('sign.clear')}
        </Button>
      </div>
    </div>
  );
}

/** White paper, black ink, in both themes: the image goes on a printed form. */
function clear(canvas: HTMLCanvasElement | null): void {
  const context = canvas?.getContext('2d');
  if (context === null || context === undefined) return;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, image.width, image.height);
  context.strokeStyle = '#000000';
  context.lineWidth = 3;
  context.lineCap = 'round';
  context.lineJoin = 'round';
}
