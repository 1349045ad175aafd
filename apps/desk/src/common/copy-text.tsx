import { Button, Input } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputRef } from 'antd';

/** A text to hand over (a one-time link), with a button that copies it. */
export function CopyText({ text }: { readonly text: string }): React.JSX.Element {
  const { t } = useTranslation();
  const field = useRef<InputRef>(null);
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // no clipboard over plain http: the text is selected and can be copied by hand
    }
  };
  return (
    <div className="copy-text">
      <Input ref={field} readOnly value={text} aria-label={t('common.link')} />
      <Button onClick={() => void copy()}>{copied ? t('common.copied') : t('common.copy')}</Button>
    </div>
  );
}
